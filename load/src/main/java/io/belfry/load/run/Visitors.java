package io.belfry.load.run;

import io.belfry.load.measure.Latency;
import io.belfry.load.server.Wish;
import io.belfry.load.wire.Wire;
import io.belfry.load.wire.WireListener;

import java.time.Duration;

/**
 * Clients that come at a rate, whether the server keeps up or not, stay a while, and go. Every
 * second one is cut off instead of saying goodbye, as happens to people on trains.
 *
 * <p>Confined to the tester's loop; not thread-safe.
 */
final class Visitors implements WireListener, Paced {
    private final Run run;
    private final Host host;
    private final Duration stay;
    private final double rate;
    private final Measured measured;
    private final Latency opening;

    private boolean stopped;
    private long startedAt;
    private int made;
    private int ready;
    private int came;
    private int failed;
    private int lost;
    private int over;
    private String why = "";

    /** What a scenario does with visitors. */
    @FunctionalInterface
    interface Host {
        /** What the next one wants, who is due now. */
        Wish expects(int index, long dueAt);

        /** One goes by itself, just now. */
        default void leaving(Wire wire) {
            // Few look after those who go.
        }

        /** One could not come, or was cut off by the server. */
        default void failed(Wire wire) {
            // Counted here anyway.
        }
    }

    Visitors(Run run, Measured measured, double rate, Duration stay, Host host) {
        this.run = run;
        this.measured = measured;
        this.rate = rate;
        this.stay = stay;
        this.host = host;
        this.opening = new Latency("visitor_connect", "from due to subscribed, of a newcomer");
        run.everySecond(opening::turn);
        run.timeline.watch("visitors", "visitors", "", () -> ready);
        run.timeline.watch(
                "visitor_connect_p99",
                "connecting of newcomers, 99th percentile",
                "ms",
                opening::lastHigh);
    }

    void start() {
        startedAt = System.nanoTime();
        keepUp(run.loop);
    }

    void stop() {
        stopped = true;
    }

    @Override
    public boolean goesOn() {
        return !stopped;
    }

    @Override
    public long nextDue() {
        return startedAt + (long) (made * 1e9 / rate);
    }

    @Override
    public void doNext(long due) {
        Wire.open(run.loop, run.dialect, host.expects(made, due), this, made, due);
        made++;
    }

    @Override
    public void ready(Wire wire) {
        ready++;
        boolean counts = measured.covers(wire.dueAt);
        came += counts ? 1 : 0;
        opening.record(System.nanoTime() - wire.dueAt, counts);
        run.loop.after(stay, () -> leave(wire));
    }

    private void leave(Wire wire) {
        if (!wire.isReady()) {
            return;
        }
        ready--;
        over++;
        host.leaving(wire);
        if (wire.index % 2 == 0) {
            wire.close();
        } else {
            wire.cut();
        }
    }

    @Override
    public void ended(Wire wire, String reason) {
        why = reason;
        run.ended(wire, reason);
        if (wire.wasReady()) {
            ready--;
            lost++;
        } else {
            failed++;
        }
        host.failed(wire);
    }

    /** Whether all who came have gone again. */
    boolean areGone() {
        return made == over + failed + lost;
    }

    int ready() {
        return ready;
    }

    /** How many have come in the measured time. */
    int came() {
        return came;
    }

    void conclude(Findings findings) {
        findings.figure(
                "visitors_per_second",
                "newcomers per second",
                measured.seconds() > 0 ? came / measured.seconds() : 0,
                "1/s");
        findings.count("visitors_failed", "newcomers that could not connect", failed);
        findings.count("visitors_lost", "newcomers that were cut off by the server", lost);
        findings.latency(opening);
        if (failed + lost > 0) {
            findings.remark(
                    "%,d newcomers failed or were cut off, the last one because %s"
                            .formatted(failed + lost, why));
        }
    }
}

package io.belfry.load.run;

import io.belfry.load.measure.Latency;
import io.belfry.load.target.Wish;
import io.belfry.load.wire.Wire;
import io.belfry.load.wire.WireListener;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Clients that come at a rate, whether the server keeps up or not, stay a while, and go. Every
 * second one is cut off instead of saying goodbye, as happens to people on trains.
 *
 * <p>Confined to the tester's loop; not thread-safe.
 */
final class Visitors implements WireListener {
    private final Run run;
    private final IntFunction<Wish> wishes;
    private final Duration stay;
    private final double rate;
    private final Measured measured;
    private final Consumer<Wire> leaving;
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

    /**
     * @param leaving told of each that goes by itself, just before
     */
    Visitors(
            Run run,
            Measured measured,
            double rate,
            Duration stay,
            IntFunction<Wish> wishes,
            Consumer<Wire> leaving) {
        this.run = run;
        this.measured = measured;
        this.rate = rate;
        this.stay = stay;
        this.wishes = wishes;
        this.leaving = leaving;
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
        openDue();
    }

    void stop() {
        stopped = true;
    }

    private void openDue() {
        if (stopped) {
            return;
        }
        while (nextDue() - System.nanoTime() <= 0) {
            Wire.open(run.loop, run.dialect, wishes.apply(made), this, made, nextDue());
            made++;
        }
        run.loop.at(nextDue(), this::openDue);
    }

    private long nextDue() {
        return startedAt + (long) (made * 1e9 / rate);
    }

    void measure() {
        opening.reset();
        came = 0;
    }

    @Override
    public void ready(Wire wire) {
        ready++;
        if (measured.covers(wire.dueAt)) {
            came++;
            opening.record(System.nanoTime() - wire.dueAt);
        }
        run.loop.after(stay, () -> leave(wire));
    }

    private void leave(Wire wire) {
        if (!wire.isReady()) {
            return;
        }
        ready--;
        over++;
        leaving.accept(wire);
        if (wire.index % 2 == 0) {
            wire.close();
        } else {
            wire.cut();
        }
    }

    @Override
    public void ended(Wire wire, String reason) {
        why = reason;
        if (wire.wasReady()) {
            ready--;
            lost++;
        } else {
            failed++;
        }
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

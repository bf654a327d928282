package io.belfry.load.run;

import io.belfry.load.measure.Latency;
import io.belfry.load.server.Dialect;
import io.belfry.load.server.LoadFailed;
import io.belfry.load.server.Wish;
import io.belfry.load.wire.Wire;
import io.belfry.load.wire.WireListener;
import io.netty.buffer.ByteBuf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Clients that come and stay.
 *
 * <p>Confined to the tester's loop, but for {@link #gather}, which waits for it.
 */
final class Crowd implements WireListener, Paced {
    /** As fast as the server takes them means: so many under way at a time. */
    private static final int WINDOW = 256;

    private static final String EARLY = " when the run ended";
    private static final String SILENCE =
            "; the server may not be allowed to open enough files (ulimit -n)";

    /** All are looked at within so many seconds. */
    private static final int ROUND = 10;

    private final Run run;
    private final IntFunction<Wish> wishes;
    private final Hearer hearer;
    private final List<Wire> wires = new ArrayList<>();
    private final Latency opening = new Latency("connect", "from connecting to subscribed");

    private int wanted;
    private int firstOfWave;
    private int cameBefore;
    private int lookedAt;
    private boolean gathering;
    private int objections;
    private String objection = "";
    private double rate;
    private long startedAt;
    private long readyAt;
    private int ready;
    private int failed;
    private int lost;
    private int unanswered;
    private int untried;
    private String why = "it did not answer in time";

    /** What a scenario does with what arrives, and with those who go. */
    interface Hearer {
        default void arrived(Wire wire, ByteBuf bytes, int at, long now) {
            // Not every scenario sends messages.
        }

        default void presence(Wire wire, Dialect.Meaning.Presence change, long now) {
            // Not every scenario has members.
        }

        /** One message was not passed on; whether the scenario has counted that. */
        default boolean rejected(Wire wire, String why) {
            return false;
        }

        default void lost(Wire wire) {
            // Counted here anyway.
        }
    }

    Crowd(Run run, IntFunction<Wish> wishes, Hearer hearer) {
        this.run = run;
        this.wishes = wishes;
        this.hearer = hearer;
        run.everySecond(opening::turn);
        run.everySecond(this::keepAlive);
        run.timeline.watch("connections", "connections", "", () -> ready);
        run.timeline.watch("connect_p99", "connecting, 99th percentile", "ms", opening::lastHigh);
    }

    /**
     * Lets them come until there are so many, and waits for them.
     *
     * @param count in all, those who are here already included
     * @param perSecond 0 for as fast as the server takes them
     * @throws LoadFailed when not one could come
     */
    void gather(int count, double perSecond) throws BrokenOff, LoadFailed {
        run.loop.tell(() -> begin(count, perSecond));
        Duration pause =
                perSecond == 0 ? Duration.ZERO : Duration.ofMillis((long) (2e3 / perSecond));
        int before = -1;
        // As long as somebody comes, the others are waited for.
        while (!run.until(run.gathering.plus(pause), this::isSettled)
                && before != run.loop.ask(() -> ready)) {
            before = run.loop.ask(() -> ready);
        }
        run.loop.tell(this::endGathering);
        if (run.loop.ask(() -> ready + lost) == 0) {
            throw new LoadFailed("No client could connect: " + run.loop.ask(() -> why) + ".");
        }
        if (run.loop.ask(() -> ready) == 0) {
            throw new BrokenOff(lastLost());
        }
    }

    /** Whoever came later would miss what is sent from now on, or not know what was sent before. */
    private void endGathering() {
        gathering = false;
        untried = wanted - wires.size();
        wanted = wires.size();
        for (Wire wire : wires) {
            if (wire.isOpening()) {
                wire.close();
                unanswered++;
            }
        }
    }

    /** Why there is one less. */
    String lastLost() {
        return "the last connection was lost: " + why;
    }

    private void keepAlive() {
        for (int i = Math.ceilDiv(wires.size(), ROUND); i > 0; i--) {
            lookedAt = (lookedAt + 1) % wires.size();
            wires.get(lookedAt).keepAlive(run.silence);
        }
    }

    private boolean isSettled() {
        return ready + failed + lost + unanswered >= wanted;
    }

    private void begin(int count, double perSecond) {
        gathering = true;
        wanted = count;
        untried = 0;
        cameBefore = ready + lost;
        firstOfWave = wires.size();
        rate = perSecond;
        startedAt = System.nanoTime();
        readyAt = startedAt;
        opening.reset();
        if (rate == 0) {
            openMore();
        } else {
            keepUp(run.loop);
        }
    }

    private void openMore() {
        while (goesOn() && underWay() < WINDOW) {
            open(System.nanoTime());
        }
    }

    private int underWay() {
        return wires.size() - ready - failed - lost - unanswered;
    }

    @Override
    public boolean goesOn() {
        return wires.size() < wanted;
    }

    @Override
    public long nextDue() {
        return startedAt + (long) ((wires.size() - firstOfWave) * 1e9 / rate);
    }

    @Override
    public void doNext(long due) {
        open(due);
    }

    private void open(long due) {
        int index = wires.size();
        wires.add(Wire.open(run.loop, run.dialect, wishes.apply(index), this, index, due));
    }

    @Override
    public void ready(Wire wire) {
        ready++;
        readyAt = System.nanoTime();
        opening.record(readyAt - wire.dueAt, true);
        if (rate == 0) {
            openMore();
        }
    }

    @Override
    public void arrived(Wire wire, ByteBuf bytes, int at, long now) {
        hearer.arrived(wire, bytes, at, now);
    }

    @Override
    public void presence(Wire wire, Dialect.Meaning.Presence change, long now) {
        hearer.presence(wire, change, now);
    }

    @Override
    public void ended(Wire wire, String reason) {
        why = reason;
        run.ended(wire, reason);
        if (!wire.wasReady()) {
            failed++;
            if (rate == 0) {
                // Not at once: whoever refuses one will refuse the next too.
                run.loop.after(Duration.ofMillis(5), this::openMore);
            }
            return;
        }
        ready--;
        lost++;
        hearer.lost(wire);
        if (ready == 0 && !gathering) {
            run.breakOff(lastLost());
        }
    }

    @Override
    public void objected(Wire wire, String what) {
        objections++;
        objection = what;
    }

    @Override
    public void rejected(Wire wire, String what) {
        if (!hearer.rejected(wire, what)) {
            objected(wire, what);
        }
    }

    /** Those who came, in the order in which they were opened, those lost again included. */
    List<Wire> wires() {
        return wires;
    }

    int ready() {
        return ready;
    }

    int lost() {
        return lost;
    }

    /** Connections a second, from the first one of the last wave to its last one. */
    double rate() {
        int came = ready + lost - cameBefore;
        return came * 1e9 / Math.max(1, readyAt - startedAt);
    }

    private String circumstance(boolean early) {
        if (early) {
            return EARLY;
        }
        return unanswered > 0 ? SILENCE : "";
    }

    void conclude(Findings findings) {
        boolean early = gathering;
        if (early) {
            endGathering();
        }
        findings.count("connections", "connections", ready);
        findings.count(
                "connections_failed", "connections that failed", failed + unanswered + untried);
        findings.count("connections_lost", "connections lost again", lost);
        findings.latency(opening);
        int asked = wanted + untried;
        if (unanswered + untried > 0) {
            findings.remark(
                    "%,d of %,d connections were not answered and %,d not tried%s."
                            .formatted(unanswered, asked, untried, circumstance(early)));
        }
        if (failed > 0) {
            findings.remark(
                    "%,d of %,d connections failed, the last one because %s."
                            .formatted(failed, asked, why));
        } else if (lost > 0) {
            findings.remark(
                    "%,d connections were lost, the last one because %s.".formatted(lost, why));
        }
        if (objections > 0) {
            findings.remark(
                    "%,d times a client did what the server did not like; the last time %s."
                            .formatted(objections, objection));
        }
    }
}

package io.belfry.load.run;

import io.belfry.load.measure.Latency;
import io.belfry.load.measure.Marker;
import io.belfry.load.measure.Sequences;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Who has got what: every receiver hears a number of senders, each numbered from zero among those
 * that it hears.
 *
 * <p>Confined to the tester's loop; not thread-safe.
 */
final class Receipts {
    private final Measured measured;
    private final int senders;
    private final Sequences.Order order = new Sequences.Order();
    private final List<@Nullable Sequences> receivers = new ArrayList<>();
    private final Latency latency = new Latency("delivery", "from due to delivered");
    private long delivered;
    private long received;
    private long astray;

    /**
     * @param senders how many each receiver hears
     */
    Receipts(Run run, Measured measured, int senders) {
        this.measured = measured;
        this.senders = senders;
        run.everySecond(latency::turn);
        run.timeline.watchGrowth("delivered", "delivered", "1/s", () -> received);
        run.timeline.watch("delivery_p50", "delivery, median", "ms", latency::lastMedian);
        run.timeline.watch("delivery_p99", "delivery, 99th percentile", "ms", latency::lastHigh);
    }

    /** Notes that a message came; false when it had come before, or to the wrong one. */
    boolean take(int receiver, int sender, ByteBuf bytes, int at, long now) {
        long due = Marker.time(bytes, at);
        if (!of(receiver).take(sender, Marker.sequence(bytes, at))) {
            return false;
        }
        received++;
        if (measured.isOpen()) {
            delivered++;
        }
        latency.record(now - due, measured.covers(due));
        return true;
    }

    /** Notes that a message came to somebody whom it was not meant for. */
    void astray() {
        astray++;
    }

    private Sequences of(int receiver) {
        while (receivers.size() <= receiver) {
            receivers.add(null);
        }
        Sequences known = receivers.get(receiver);
        if (known == null) {
            known = new Sequences(order, senders);
            receivers.set(receiver, known);
        }
        return known;
    }

    long received() {
        return received;
    }

    long delivered() {
        return delivered;
    }

    String lastHigh() {
        return latency.lastHighInWords();
    }

    /** How many messages a receiver lacks, given what each of its senders has sent. */
    long missing(int receiver, IntFunction<Sent> sent) {
        long missing = 0;
        for (int sender = 0; sender < senders; sender++) {
            Sent all = sent.apply(sender);
            missing += of(receiver).missingOf(sender, all.count(), all.unsure());
        }
        return missing;
    }

    void conclude(Findings findings, long lost) {
        findings.figure(
                "delivered_per_second",
                "delivered per second",
                delivered / measured.seconds(),
                "1/s");
        findings.count("delivered", "delivered in the measured time", delivered);
        findings.count("lost", "lost", lost);
        findings.count("duplicates", "delivered twice", order.duplicates());
        findings.count("reordered", "delivered out of order", order.reordered());
        findings.count("astray", "delivered to whom they were not meant for", astray);
        findings.latency(latency);
    }
}

package io.belfry.load.run;

import io.belfry.load.measure.Latency;
import io.belfry.load.scenario.Presence;
import io.belfry.load.server.Dialect;
import io.belfry.load.server.LoadFailed;
import io.belfry.load.server.Wish;
import io.belfry.load.wire.Wire;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** {@link Presence}. Every member must see each visitor come once and go once. */
final class PresenceCourse implements Course, Crowd.Hearer, Visitors.Host {
    private static final String VISITOR = "visitor-";

    private final Run run;
    private final Presence scenario;
    private final Crowd members;
    private final Visitors visitors;
    private final Measured measured;
    private final Latency coming = new Latency("member_added", "from due to member_added");
    private final Latency going = new Latency("member_removed", "from leaving to member_removed");
    private final Map<String, Sighting> sightings = new HashMap<>();

    private final BitSet present = new BitSet();

    private long seen;
    private long delivered;
    private long wrong;

    /** Who has seen one visitor. Confined to the tester's loop. */
    private static final class Sighting {
        final BitSet came = new BitSet();
        final BitSet went = new BitSet();
        final long dueAt;
        int cameTo;
        int wentTo;
        long leftAt;
        boolean gone;

        Sighting(long dueAt) {
            this.dueAt = dueAt;
        }

        /** How much of its coming and going these have not seen. */
        int missingOf(BitSet members) {
            return missing(members, came) + missing(members, went);
        }

        private static int missing(BitSet members, BitSet seen) {
            BitSet rest = (BitSet) members.clone();
            rest.andNot(seen);
            return rest.cardinality();
        }
    }

    PresenceCourse(Run run, Presence scenario) {
        this.run = run;
        this.scenario = scenario;
        this.measured = new Measured(run);
        this.members = new Crowd(run, index -> wish("member-" + index), this);
        this.visitors = new Visitors(run, measured, scenario.rate(), scenario.stay(), this);
        run.everySecond(coming::turn);
        run.everySecond(going::turn);
        run.timeline.watchGrowth("delivered", "changes delivered", "1/s", () -> seen);
        run.timeline.watch(
                "member_added_p99", "member_added, 99th percentile", "ms", coming::lastHigh);
    }

    private Wish wish(String userId) {
        return new Wish("presence-bench-" + run.token, userId);
    }

    @Override
    public void go() throws BrokenOff, LoadFailed {
        members.gather(scenario.members(), 0);
        run.loop.tell(this::begin);
        run.pass(scenario.warmUp());
        run.loop.tell(measured::begin);
        run.pass(scenario.duration());
        run.loop.tell(this::stop);
        run.until(scenario.stay().plus(run.patience), visitors::areGone);
        run.until(run.patience, () -> missing() == 0);
    }

    private void stop() {
        measured.end();
        visitors.stop();
    }

    private void begin() {
        for (Wire member : members.wires()) {
            present.set(member.index, member.isReady());
        }
        visitors.start();
    }

    @Override
    public void lost(Wire member) {
        present.clear(member.index);
    }

    @Override
    public Wish expects(int index, long dueAt) {
        sightings.put(VISITOR + index, new Sighting(dueAt));
        return wish(VISITOR + index);
    }

    @Override
    public void leaving(Wire visitor) {
        Sighting sighting = sightings.get(VISITOR + visitor.index);
        if (sighting != null) {
            sighting.leftAt = System.nanoTime();
            sighting.gone = true;
        }
    }

    @Override
    public void failed(Wire visitor) {
        if (visitor.wasReady()) {
            // It has been seen coming, and must be seen going; nobody knows since when.
            sightings.computeIfPresent(
                    VISITOR + visitor.index,
                    (any, sighting) -> {
                        sighting.gone = true;
                        return sighting;
                    });
        }
    }

    @Override
    public void presence(Wire member, Dialect.Meaning.Presence change, long now) {
        if (!change.userId().startsWith(VISITOR)) {
            return;
        }
        Sighting sighting = sightings.get(change.userId());
        if (sighting == null || !present.get(member.index)) {
            wrong++;
            return;
        }
        seen++;
        if (measured.isOpen()) {
            delivered++;
        }
        if (change.came()) {
            came(sighting, member.index, now);
        } else {
            went(sighting, member.index, now);
        }
        if (sighting.cameTo >= members.ready()
                && sighting.wentTo >= members.ready()
                && sighting.missingOf(present) == 0) {
            sightings.remove(change.userId());
        }
    }

    private void came(Sighting sighting, int member, long now) {
        if (sighting.came.get(member) || sighting.went.get(member)) {
            wrong++;
        }
        if (!sighting.came.get(member)) {
            sighting.came.set(member);
            sighting.cameTo++;
            coming.record(now - sighting.dueAt, measured.covers(sighting.dueAt));
        }
    }

    private void went(Sighting sighting, int member, long now) {
        if (sighting.went.get(member)) {
            wrong++;
            return;
        }
        sighting.went.set(member);
        sighting.wentTo++;
        if (sighting.leftAt != 0) {
            going.record(now - sighting.leftAt, measured.covers(sighting.leftAt));
        } else if (!sighting.gone) {
            wrong++;
        }
    }

    private long missing() {
        return sightings.values().stream()
                .filter(each -> each.gone)
                .mapToLong(each -> each.missingOf(present))
                .sum();
    }

    @Override
    public String status() {
        return "%,d members, %,d visitors, %,d changes delivered, p99 %s"
                .formatted(members.ready(), visitors.ready(), seen, coming.lastHighInWords());
    }

    @Override
    public void conclude(Findings findings) {
        stop();
        findings.figure(
                "delivered_per_second",
                "changes delivered per second",
                delivered / measured.seconds(),
                "1/s");
        findings.count("lost", "changes lost", missing());
        findings.count("wrong", "changes delivered twice, out of order or unasked for", wrong);
        findings.latency(coming);
        findings.latency(going);
        visitors.conclude(findings);
        measured.conclude(findings, "delivery", delivered);
        members.conclude(findings);
    }
}

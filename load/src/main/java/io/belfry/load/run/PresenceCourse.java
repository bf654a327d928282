package io.belfry.load.run;

import io.belfry.load.measure.Latency;
import io.belfry.load.scenario.Scenario;
import io.belfry.load.target.Dialect;
import io.belfry.load.target.LoadFailed;
import io.belfry.load.target.Wish;
import io.belfry.load.wire.Wire;

import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** {@link Scenario.Presence}. Every member must see each visitor come once and go once. */
final class PresenceCourse implements Course, Crowd.Hearer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String VISITOR = "visitor-";

    private final Run run;
    private final Scenario.Presence scenario;
    private final Crowd members;
    private final Visitors visitors;
    private final Measured measured;
    private final Latency coming = new Latency("member_added", "from due to member_added");
    private final Latency going = new Latency("member_removed", "from leaving to member_removed");
    private final Map<String, Sighting> sightings = new HashMap<>();

    private long delivered;
    private long wrong;
    private long missing;

    /** Who has seen one visitor. Confined to the tester's loop. */
    private static final class Sighting {
        final BitSet came = new BitSet();
        final BitSet went = new BitSet();
        final long dueAt;
        long leftAt;

        Sighting(long dueAt) {
            this.dueAt = dueAt;
        }
    }

    PresenceCourse(Run run, Scenario.Presence scenario) {
        this.run = run;
        this.scenario = scenario;
        this.measured = new Measured(run.server);
        this.members = new Crowd(run, index -> wish("member-" + index), this);
        this.visitors =
                new Visitors(
                        run,
                        measured,
                        scenario.rate(),
                        scenario.stay(),
                        index -> {
                            sightings.put(VISITOR + index, new Sighting(System.nanoTime()));
                            return wish(VISITOR + index);
                        },
                        this::leaving);
        run.everySecond(coming::turn);
        run.timeline.watchGrowth("delivered", "changes delivered", "1/s", () -> delivered);
        run.timeline.watch(
                "member_added_p99", "member_added, 99th percentile", "ms", coming::lastHigh);
    }

    private Wish wish(String userId) {
        return new Wish("presence-bench-" + run.token, userId);
    }

    @Override
    public void go() throws BrokenOff, LoadFailed {
        members.gather(scenario.members(), 0);
        run.loop.tell(visitors::start);
        run.pass(scenario.warmUp());
        run.loop.tell(() -> {
            measured.begin();
            visitors.measure();
            coming.reset();
            going.reset();
            delivered = 0;
        });
        run.pass(scenario.duration());
        run.loop.tell(this::stop);
        run.until(scenario.stay().plus(PATIENCE), visitors::areGone);
        run.until(PATIENCE, sightings::isEmpty);
    }

    private void stop() {
        measured.end();
        visitors.stop();
    }

    private void leaving(Wire visitor) {
        Sighting sighting = sightings.get(String.valueOf(visitor.wish().userId()));
        if (sighting != null) {
            sighting.leftAt = System.nanoTime();
        }
    }

    @Override
    public void presence(Wire member, Dialect.Meaning.Presence change, long now) {
        if (!change.userId().startsWith(VISITOR)) {
            return;
        }
        Sighting sighting = sightings.get(change.userId());
        if (sighting == null) {
            wrong++;
            return;
        }
        if (measured.isOpen()) {
            delivered++;
        }
        if (change.came()) {
            wrong += sighting.came.get(member.index) ? 1 : 0;
            sighting.came.set(member.index);
            coming.record(now - sighting.dueAt);
        } else {
            boolean inOrder = sighting.came.get(member.index) && !sighting.went.get(member.index);
            wrong += inOrder ? 0 : 1;
            sighting.went.set(member.index);
            going.record(now - sighting.leftAt);
            if (sighting.went.cardinality() >= members.ready()) {
                sightings.remove(change.userId());
            }
        }
    }

    @Override
    public String status() {
        return "%,d members, %,d visitors, %,d changes delivered"
                .formatted(members.ready(), visitors.ready(), delivered);
    }

    @Override
    public void conclude(Findings findings) {
        stop();
        for (Sighting each : sightings.values()) {
            if (each.leftAt != 0) {
                missing += 2L * members.ready() - each.came.cardinality() - each.went.cardinality();
            }
        }
        findings.figure(
                "delivered_per_second",
                "changes delivered per second",
                delivered / measured.seconds(),
                "1/s");
        findings.count("lost", "changes lost", missing);
        findings.count("wrong", "changes delivered twice, out of order or unasked for", wrong);
        findings.latency(coming);
        findings.latency(going);
        visitors.conclude(findings);
        measured.conclude(findings, "delivery", delivered);
        members.conclude(findings);
    }
}

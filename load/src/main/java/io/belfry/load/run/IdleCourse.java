package io.belfry.load.run;

import io.belfry.load.scenario.Idle;
import io.belfry.load.server.LoadFailed;
import io.belfry.load.server.Wish;

import java.time.Duration;

/** {@link Idle}. */
final class IdleCourse implements Course {
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    /** Of fewer the memory is less than what a server takes and gives back anyway. */
    private static final int FEWEST = 1_000;

    private final Run run;
    private final Idle scenario;
    private final Crowd crowd;
    private final Measured measured;
    private long before;
    private int beforeCount;
    private long after;

    IdleCourse(Run run, Idle scenario) {
        this.run = run;
        this.scenario = scenario;
        this.measured = new Measured(run);
        this.crowd = new Crowd(run, this::wish, new Crowd.Hearer() {});
    }

    private Wish wish(int index) {
        return Channels.wish(scenario.channels(), run.token, index);
    }

    @Override
    public void go() throws BrokenOff, LoadFailed {
        if (scenario.first() > 0) {
            crowd.gather(scenario.first(), scenario.connectRate());
            run.pass(likeAtTheEnd());
            beforeCount = run.loop.ask(crowd::ready);
        }
        before = rss();
        crowd.gather(scenario.count(), scenario.connectRate());
        run.loop.tell(measured::begin);
        run.pass(scenario.hold());
        run.loop.tell(measured::end);
        after = rss();
    }

    /** Memory is compared after the same rest, as servers give it back when they are idle. */
    private Duration likeAtTheEnd() {
        return scenario.hold().compareTo(LONGEST_REST) < 0 ? scenario.hold() : LONGEST_REST;
    }

    private long rss() {
        return run.server == null ? 0 : run.server.rss();
    }

    @Override
    public String status() {
        return "%,d connections, %,d lost".formatted(crowd.ready(), crowd.lost());
    }

    @Override
    public void conclude(Findings findings) {
        findings.figure("connects_per_second", "connections opened a second", crowd.rate(), "1/s");
        if (before > 0 && after > 0) {
            concludeMemory(findings);
        }
        measured.end();
        if (measured.seconds() > 0) {
            measured.conclude(
                    findings, "connection_and_second", (long) (crowd.ready() * measured.seconds()));
        }
        crowd.conclude(findings);
    }

    private void concludeMemory(Findings findings) {
        if (scenario.first() < scenario.base()) {
            findings.remark(
                    "The base is %,d connections, half of all, and not %,d."
                            .formatted(scenario.first(), scenario.base()));
        }
        int beyond = crowd.ready() - beforeCount;
        if (beyond < FEWEST) {
            findings.remark(
                    "What a connection costs is not told: it takes %,d beyond the first %,d to see"
                                    .formatted(FEWEST, beforeCount)
                            + " that over what a server's memory moves by itself.");
            return;
        }
        findings.figure(
                "rss_per_connection",
                "server memory for each connection beyond the first %,d".formatted(beforeCount),
                (after - before) / (double) beyond,
                "bytes");
    }
}

package io.belfry.load.run;

import io.belfry.load.scenario.Scenario;
import io.belfry.load.target.LoadFailed;
import io.belfry.load.target.Wish;

import java.time.Duration;

/** {@link Scenario.Idle}. */
final class IdleCourse implements Course {
    /** After which what a server does once for each newcomer is done. */
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private final Run run;
    private final Scenario.Idle scenario;
    private final Crowd crowd;
    private final Measured measured;
    private long before;
    private int beforeCount;
    private long after;

    IdleCourse(Run run, Scenario.Idle scenario) {
        this.run = run;
        this.scenario = scenario;
        this.measured = new Measured(run.server);
        this.crowd = new Crowd(run, this::wish, new Crowd.Hearer() {});
    }

    private Wish wish(int index) {
        return Channels.wish(scenario.channels(), run.token, index);
    }

    @Override
    public void go() throws BrokenOff, LoadFailed {
        if (scenario.base() > 0) {
            crowd.gather(scenario.base(), scenario.connectRate());
            run.pass(SETTLE);
            beforeCount = run.loop.ask(crowd::ready);
        }
        before = rss();
        crowd.gather(scenario.count(), scenario.connectRate());
        run.pass(SETTLE);
        run.loop.tell(measured::begin);
        run.pass(scenario.hold());
        run.loop.tell(measured::end);
        after = rss();
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
        if (before > 0 && after > 0 && crowd.ready() > beforeCount) {
            findings.figure(
                    "rss_per_connection",
                    "server memory for each connection beyond the first %,d".formatted(beforeCount),
                    (after - before) / (double) (crowd.ready() - beforeCount),
                    "bytes");
        }
        measured.end();
        if (measured.seconds() > 0) {
            measured.conclude(
                    findings, "connection_and_second", (long) (crowd.ready() * measured.seconds()));
        }
        crowd.conclude(findings);
    }
}

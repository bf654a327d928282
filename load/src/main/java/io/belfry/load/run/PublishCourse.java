package io.belfry.load.run;

import io.belfry.load.scenario.Pace;
import io.belfry.load.scenario.Scenario;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** {@link Scenario.Publish}. */
final class PublishCourse implements Course {
    private static final int OPEN_LANES = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Run run;
    private final Scenario.Publish scenario;
    private final Measured measured;
    private final Publishers publishers;

    PublishCourse(Run run, Scenario.Publish scenario) {
        this.run = run;
        this.scenario = scenario;
        this.measured = new Measured(run.server);
        int lanes = scenario.pace() instanceof Pace.InFlight(int count) ? count : OPEN_LANES;
        List<String> channels = Collections.nCopies(lanes, "bench-" + run.token + "-empty");
        this.publishers = new Publishers(run, measured, channels, scenario.size(), lane -> 0);
    }

    @Override
    public void go() throws BrokenOff {
        run.loop.tell(() -> publishers.start(scenario.pace()));
        run.pass(scenario.warmUp());
        run.loop.tell(() -> {
            measured.begin();
            publishers.measure();
        });
        run.pass(scenario.duration());
        run.loop.tell(this::stop);
        run.until(PATIENCE, publishers::isQuiet);
    }

    private void stop() {
        measured.end();
        publishers.stop();
    }

    @Override
    public String status() {
        return "%,d published".formatted(publishers.answered());
    }

    @Override
    public void conclude(Findings findings) {
        stop();
        publishers.conclude(findings);
        measured.conclude(findings, "request", publishers.answered());
        publishers.close();
    }
}

package io.belfry.load.run;

import io.belfry.load.scenario.Publish;

import java.util.Collections;
import java.util.List;

/** {@link Publish}. */
final class PublishCourse implements Course {
    private final Run run;
    private final Publish scenario;
    private final Measured measured;
    private final Publishers publishers;

    PublishCourse(Run run, Publish scenario) {
        this.run = run;
        this.scenario = scenario;
        this.measured = new Measured(run);
        List<String> channels =
                Collections.nCopies(scenario.lanes(), "bench-" + run.token + "-empty");
        this.publishers = new Publishers(run, measured, channels, scenario.size(), lane -> 0);
    }

    @Override
    public void go() throws BrokenOff {
        run.loop.tell(() -> publishers.start(scenario.pace()));
        run.pass(scenario.warmUp());
        run.loop.tell(measured::begin);
        run.pass(scenario.duration());
        run.loop.tell(this::stop);
        run.until(run.patience, publishers::isQuiet);
        publishers.requireAnswers();
    }

    private void stop() {
        measured.end();
        publishers.stop();
    }

    @Override
    public String status() {
        return "%,d published, p99 %s".formatted(publishers.accepted(), publishers.lastHigh());
    }

    @Override
    public void conclude(Findings findings) {
        stop();
        publishers.conclude(findings);
        measured.conclude(findings, "request", publishers.answered());
        publishers.close();
    }
}

package io.belfry.load.run;

import io.belfry.load.measure.ProcessUse;
import io.belfry.load.report.Report;
import io.belfry.load.scenario.Churn;
import io.belfry.load.scenario.ClientEvents;
import io.belfry.load.scenario.Fanout;
import io.belfry.load.scenario.Idle;
import io.belfry.load.scenario.Presence;
import io.belfry.load.scenario.Publish;
import io.belfry.load.scenario.ReconnectStorm;
import io.belfry.load.scenario.Scenario;
import io.belfry.load.server.Dialect;
import io.belfry.load.server.LoadFailed;
import io.belfry.load.server.Target;
import io.belfry.load.wire.TesterLoop;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Loads a server as a scenario says, and tells what was seen.
 *
 * <p>One object for one run. {@link #stop} may be called from any thread.
 */
public final class LoadTest implements AutoCloseable {
    private final Target target;
    private final Scenario scenario;
    private final TesterLoop loop;
    private final Run run;
    private final List<String> remarks = new ArrayList<>();

    /**
     * @param dialect what is spoken with the server; {@link io.belfry.load.server.PusherDialect}
     *     with all but those it is compared with
     * @param pid of the server, whose processor time and memory are then told; null when it runs
     *     elsewhere
     * @param sources how many loopback addresses connections come from; 0 for as many as are needed
     * @param progress takes a line about where the run stands, every second
     * @throws LoadFailed when it cannot begin: there is no such process, or the certificate of the
     *     target cannot be read, or this process may not open enough files for a single connection
     */
    public LoadTest(
            Target target,
            Dialect dialect,
            Scenario scenario,
            @Nullable Long pid,
            int sources,
            Consumer<String> progress)
            throws LoadFailed {
        this.target = target;
        this.scenario = FileLimit.apply(scenario, remarks::add);
        ProcessUse server = pid == null ? null : ProcessUse.of(pid);
        this.loop =
                new TesterLoop(
                        target,
                        sources > 0 ? sources : SourceAddresses.neededFor(target, this.scenario));
        this.run = new Run(loop, dialect, server, progress);
    }

    /** What is to be known before it goes: where it will not be as was asked for. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /**
     * Goes through the whole scenario.
     *
     * @throws LoadFailed when it could not begin, with what to do about it
     */
    public Report go() throws LoadFailed {
        Preflight.check(run, scenario);
        Course course = course();
        Instant started = Instant.now();
        long from = System.nanoTime();
        run.begin(course::status);
        String partial;
        try {
            course.go();
            partial = loop.ask(run::shortfall);
        } catch (BrokenOff e) {
            partial = e.getMessage();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        Findings findings = new Findings();
        loop.tell(() -> course.conclude(findings));
        remarks.addAll(findings.remarks());
        return new Report(
                scenario.name(),
                target.webSockets().toString(),
                scenario.settings(),
                machine(),
                started,
                took,
                partial,
                findings.figures(),
                findings.distributions(),
                run.timeline.series(),
                remarks);
    }

    /** For tests, which know a server that takes no longer. */
    LoadTest inAHurry(Duration settling, Duration patience, Duration silence) {
        run.settling = settling;
        run.patience = patience;
        run.gathering = patience;
        run.silence = silence;
        return this;
    }

    private Course course() {
        return switch (scenario) {
            case Idle it -> new IdleCourse(run, it);
            case Fanout it -> new FanoutCourse(run, it);
            case ClientEvents it -> new ClientEventsCourse(run, it);
            case Publish it -> new PublishCourse(run, it);
            case Presence it -> new PresenceCourse(run, it);
            case Churn it -> new ChurnCourse(run, it);
            case ReconnectStorm it -> new StormCourse(run, it);
        };
    }

    /**
     * Lets the run end soon, with a report that says so.
     *
     * @return false when it has not begun, so that there is nothing to report yet
     */
    public boolean stop(String why) {
        run.breakOff(why);
        return run.hasBegun();
    }

    private static Map<String, String> machine() {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put(
                "system",
                String.join(
                        " ",
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch")));
        machine.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        machine.put("tester's Java", System.getProperty("java.vm.version"));
        return machine;
    }

    /** Cuts what is still connected. */
    @Override
    public void close() {
        loop.close();
    }
}

package io.belfry.load.run;

import io.belfry.load.measure.ProcessUse;
import io.belfry.load.measure.ThreadUse;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * The part of a run that counts, after the warm-up: how long it was, and what the processes used in
 * it. Of the tester only its loop counts, as that is what can be too slow. Confined to the tester's
 * loop.
 */
final class Measured {
    private final @Nullable ProcessUse server;
    private final ThreadUse tester;
    private boolean open;
    private long from;
    private long to;
    private Duration serverBefore = Duration.ZERO;
    private Duration serverUsed = Duration.ZERO;
    private Duration testerBefore = Duration.ZERO;
    private Duration testerUsed = Duration.ZERO;

    Measured(Run run) {
        this.server = run.server;
        this.tester = run.tester;
    }

    void begin() {
        open = true;
        from = System.nanoTime();
        to = from;
        serverBefore = server == null ? Duration.ZERO : server.cpu();
        testerBefore = tester.cpu();
    }

    void end() {
        if (open) {
            open = false;
            to = System.nanoTime();
            serverUsed = server == null ? Duration.ZERO : server.cpu().minus(serverBefore);
            testerUsed = tester.cpu().minus(testerBefore);
        }
    }

    boolean isOpen() {
        return open;
    }

    /** Whether something that was due at this time counts. */
    boolean covers(long time) {
        return from != 0 && time - from >= 0 && (open || time - to < 0);
    }

    double seconds() {
        return (to - from) / 1e9;
    }

    /** Tells what it cost the server to do something so many times. */
    void conclude(Findings findings, String what, long times) {
        if (from == 0) {
            findings.remark("The run ended before anything was measured.");
        }
        double testerCores = testerUsed.toNanos() / 1e9 / seconds();
        if (server != null && !serverUsed.isNegative()) {
            findings.figure(
                    "server_cpu_per_" + what,
                    "server processor time for each " + what.replace('_', ' '),
                    times == 0 ? 0 : serverUsed.toNanos() / 1e3 / times,
                    "µs");
            findings.figure(
                    "server_cpu",
                    "server processor use",
                    serverUsed.toNanos() / 1e9 / seconds(),
                    "cores");
            long rss = server.rss();
            if (rss > 0) {
                findings.figure("server_rss", "server memory at the end", rss, "bytes");
            }
        }
        findings.figure("tester_cpu", "tester processor use", testerCores, "cores");
        if (testerCores > 0.95) {
            findings.remark(
                    "The tester itself used nearly a whole processor, which is all that it can:"
                            + " the server may be capable of more than is shown here.");
        }
    }
}

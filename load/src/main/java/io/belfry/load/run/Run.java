package io.belfry.load.run;

import io.belfry.load.measure.ProcessUse;
import io.belfry.load.measure.ThreadUse;
import io.belfry.load.measure.Timeline;
import io.belfry.load.server.Dialect;
import io.belfry.load.wire.TesterLoop;
import io.belfry.load.wire.Wire;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the courses share: the loop, the clock, and the reasons to stop.
 *
 * <p>Driven by one thread, but for {@link #breakOff} and {@link #hasBegun}, which any may call.
 */
final class Run {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Duration LOOK = Duration.ofMillis(20);

    final TesterLoop loop;
    final Dialect dialect;
    final @Nullable ProcessUse server;
    final ThreadUse tester;
    final Timeline timeline = new Timeline();

    /** Keeps the channels of two testers on one server apart. */
    final String token =
            Integer.toHexString(0x10000 + ThreadLocalRandom.current().nextInt(0xf0000));

    /** How long it is waited, after the end, for what is on its way. */
    Duration patience = Duration.ofSeconds(10);

    /** How long it is waited, while nobody comes any more, for those who are missing. */
    Duration gathering = Duration.ofSeconds(15);

    /** After which what a server does once for each newcomer is done. */
    Duration settling = Duration.ofSeconds(3);

    /**
     * Silence after which a client says something: well below what servers expect, which is two
     * minutes in the protocol, and well above how often most of them ask themselves.
     */
    Duration silence = Duration.ofSeconds(100);

    private final Consumer<String> progress;
    private int sentAway;
    private String farewell = "";
    private final CompletableFuture<String> broken = new CompletableFuture<>();
    private final List<Runnable> everySecond = new ArrayList<>();
    private Supplier<String> status = () -> "";
    private long nextSecond;
    private volatile boolean begun;

    Run(TesterLoop loop, Dialect dialect, @Nullable ProcessUse server, Consumer<String> progress) {
        this.loop = loop;
        this.dialect = dialect;
        this.server = server;
        this.tester = loop.ask(ThreadUse::own);
        this.progress = progress;
    }

    /** Begins to look at everything once a second. */
    void begin(Supplier<String> newStatus) {
        status = newStatus;
        if (server != null) {
            watch("server", server::cpu, server);
        }
        watch("tester", tester::cpu, ProcessUse.own());
        nextSecond = System.nanoTime() + SECOND;
        begun = true;
    }

    /** Whether anything has been loaded, so that there is something to tell. From any thread. */
    boolean hasBegun() {
        return begun;
    }

    private void watch(String who, Supplier<Duration> cpu, ProcessUse process) {
        timeline.watchGrowth(
                who + "_cpu",
                who + " processor use",
                "cores",
                () -> cpu.get().toNanos() / (double) SECOND);
        if (process.rss() > 0) {
            timeline.watch(
                    who + "_rss",
                    who + " memory",
                    "MiB",
                    () -> process.isAlive() ? process.rss() / (double) (1 << 20) : Double.NaN);
        }
    }

    /** Has something done on the loop once a second, before values are looked at. */
    void everySecond(Runnable task) {
        everySecond.add(task);
    }

    /** Lets the run end early. */
    void breakOff(String why) {
        broken.complete(why);
    }

    /** Takes note of how a wire ended. On the loop. */
    void ended(Wire wire, String why) {
        if (wire.reason() == Dialect.Reason.LEAVING) {
            sentAway++;
            farewell = why;
        }
    }

    /**
     * Why what was seen is not all that there was to see, when nothing has ended the run; null when
     * it is all. On the loop.
     */
    @Nullable String shortfall() {
        return sentAway == 0
                ? null
                : "the server was going away: %,d connections were sent away, the last one because %s"
                        .formatted(sentAway, farewell);
    }

    /** Lets time pass. */
    void pass(Duration time) throws BrokenOff {
        until(time, () -> false);
    }

    /**
     * Waits until something holds, asked on the loop.
     *
     * @return false when the time was over before
     */
    boolean until(Duration most, BooleanSupplier condition) throws BrokenOff {
        long deadline = System.nanoTime() + most.toNanos();
        while (!loop.ask(condition::getAsBoolean)) {
            long now = System.nanoTime();
            long left = deadline - now;
            if (left <= 0) {
                return false;
            }
            rest(Math.min(left, Math.min(LOOK.toNanos(), Math.max(1, nextSecond - now))));
            if (System.nanoTime() - nextSecond >= 0) {
                second();
            }
        }
        return true;
    }

    private void rest(long nanos) throws BrokenOff {
        try {
            throw new BrokenOff(broken.get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException notYet) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("the tester was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails it", e);
        }
    }

    /** Tells where the run stands, as it is told each second anyway. */
    void tellStatus() {
        progress.accept(loop.ask(status::get));
    }

    private void second() throws BrokenOff {
        nextSecond += SECOND;
        loop.tell(() -> {
            everySecond.forEach(Runnable::run);
            timeline.tick();
        });
        tellStatus();
        if (server != null && !server.isAlive()) {
            throw new BrokenOff("the process of the server has ended");
        }
    }
}

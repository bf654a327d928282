package io.belfry.cli;

import io.belfry.cli.log.Log;
import io.belfry.cli.settings.Loaded;
import io.belfry.cli.settings.SettingsRefused;
import io.belfry.cli.settings.SettingsSources;
import io.belfry.hub.Hub;
import io.belfry.hub.publish.Deployment;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.redis.FeedSettings;
import io.belfry.redis.LaravelFeed;
import io.belfry.redis.RedisSettings;
import io.belfry.redis.nodes.RedisDeployment;
import io.belfry.redis.nodes.RedisRefused;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A hub as a process: it stops when told to, and rereads its apps when told to. Thread-safe:
 * signals come on threads of their own.
 */
final class Running {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);
    private static final int KILLED_BY = 128;

    /** How often the log says how far a drain has come. */
    private static final Duration PROGRESS = Duration.ofSeconds(2);

    private final Hub hub;
    private final @Nullable LaravelFeed feed;
    private final Reloading reloading;
    private final PidFile pidFile;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch toldToStop = new CountDownLatch(1);

    private Running(Hub hub, @Nullable LaravelFeed feed, Reloading reloading, PidFile pidFile) {
        this.hub = hub;
        this.feed = feed;
        this.reloading = reloading;
        this.pidFile = pidFile;
    }

    /**
     * Starts a hub and lets it listen to signals.
     *
     * @throws Failure when it cannot listen
     * @throws SettingsRefused when there is no app
     */
    static Running start(SettingsSources sources, Loaded settings) throws Failure, SettingsRefused {
        requireApps(sources, settings);
        Log.follow(settings.log());
        settings.notes().forEach(LOG::warn);
        Hub hub = open(settings);
        PidFile pidFile = PidFile.of(sources.file(), hub.port());
        Running running =
                new Running(
                        hub, feed(settings, hub), new Reloading(sources, settings, hub), pidFile);
        running.listenToSignals();
        pidFile.write();
        LOG.atInfo()
                .addKeyValue("address", settings.hub().server().host())
                .addKeyValue("port", hub.port())
                .addKeyValue("scheme", hub.scheme())
                .addKeyValue("transport", hub.transport().name().toLowerCase(Locale.ROOT))
                .addKeyValue("mode", settings.hub().mode().name().toLowerCase(Locale.ROOT))
                .addKeyValue("apps", settings.hub().apps().size())
                .log("listening");
        return running;
    }

    static void requireApps(SettingsSources sources, Loaded settings) throws SettingsRefused {
        if (settings.hub().apps().isEmpty()) {
            throw new SettingsRefused(
                    List.of(
                            "There is no app. Add one under apps in "
                                    + sources.file()
                                    + "; belfry keys generate makes its keys."));
        }
    }

    private static Hub open(Loaded settings) throws Failure {
        ServerSettings server = settings.hub().server();
        try {
            return Hub.start(settings.hub(), null, deployment(settings.redis()));
        } catch (BindException e) {
            throw new Failure(
                    "Port %d on %s is taken; choose another with --port N or stop the other program."
                            .formatted(server.port(), server.host()),
                    e);
        } catch (IOException | IllegalStateException e) {
            throw new Failure(e.getMessage() + ".", e);
        }
    }

    private static Deployment deployment(RedisSettings redis) throws RedisRefused {
        return redis.nodes().enabled()
                ? RedisDeployment.open(redis.servers(), redis.nodes())
                : Deployment.ofOneNode();
    }

    /** Events from Redis for an app of the hub; null when none are wanted. */
    private static @Nullable LaravelFeed feed(Loaded settings, Hub hub) {
        RedisSettings redis = settings.redis();
        FeedSettings wanted = redis.feed();
        if (!wanted.enabled()) {
            return null;
        }
        if (wanted.prefix().isEmpty()) {
            LOG.warn(
                    "redis.feed.prefix is empty: every channel of this Redis is listened to, and"
                            + " Laravel's usually have a prefix");
        }
        String app = wanted.app() == null ? settings.hub().apps().getFirst().id() : wanted.app();
        return LaravelFeed.start(
                redis.servers(), wanted.prefix(), event -> hub.publish(app, event));
    }

    int port() {
        return hub.port();
    }

    private void listenToSignals() {
        Signals.on("TERM", this::stop);
        Signals.on("INT", this::stop);
        Signals.on("HUP", number -> reload());
        // What belfry reload sends: nohup makes a process deaf to HUP.
        Signals.on(PidFile.RELOAD_SIGNAL, number -> reload());
    }

    private void reload() {
        pidFile.answer(reloading.reload());
    }

    private void stop(int signal) {
        if (stopping.compareAndSet(false, true)) {
            toldToStop.countDown();
        } else {
            LOG.info("stopping at once");
            pidFile.remove();
            Runtime.getRuntime().halt(KILLED_BY + signal);
        }
    }

    /** Waits for a signal, then until the hub has sent its clients away and closed. */
    void untilStopped() {
        try {
            OldGarbage garbage = new OldGarbage();
            while (!toldToStop.await(1, TimeUnit.SECONDS)) {
                garbage.collectWhenMuch();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.info("draining; a second signal stops at once");
        CompletableFuture<?> drained = hub.drain();
        while (!isDone(drained)) {
            LOG.atInfo().addKeyValue("connections", hub.connections()).log("draining");
        }
        if (feed != null) {
            feed.close();
        }
        pidFile.remove();
        LOG.info("stopped");
    }

    /** Whether it is, after a while at most. */
    private static boolean isDone(CompletableFuture<?> drained) {
        try {
            drained.get(PROGRESS.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the hub could not be closed", e);
        }
    }
}

package io.belfry.redis.nodes;

import io.belfry.hub.publish.TokenBucket;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * How much those apps may publish whose settings limit it. Nobody waits for Redis: each node lets
 * through what it believes to be left, tells Redis soon afterwards how much that was, and believes
 * what Redis answers. So all nodes together let through, in between, what is left once for each of
 * them; and none until that is made up for.
 *
 * <p>Thread-safe: what is known of an app is guarded by itself.
 */
final class SharedRates {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final double THOUSANDTHS = 1e3;

    private final Link link;
    private final Names names;
    private final Executor soon =
            CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    private final Map<String, Rate> rates = new ConcurrentHashMap<>();

    /** What this node knows of one app. */
    private static final class Rate {
        final TokenBucket bucket = new TokenBucket();

        /** Let through since Redis was last told. */
        int untold;

        boolean isTelling;
    }

    SharedRates(Link link, Names names) {
        this.link = link;
        this.names = names;
    }

    boolean take(String appId, int events, int perSecond) {
        Rate rate = rates.computeIfAbsent(appId, id -> new Rate());
        synchronized (rate) {
            boolean fits = rate.bucket.take(events, perSecond, System.nanoTime());
            if (fits) {
                rate.untold += events;
            }
            if (!rate.isTelling) {
                rate.isTelling = true;
                soon.execute(() -> tell(appId, rate, perSecond));
            }
            return fits;
        }
    }

    private void tell(String appId, Rate rate, int perSecond) {
        int telling;
        synchronized (rate) {
            telling = rate.untold;
            rate.untold = 0;
        }
        link.run(Script.PUBLISH, List.of(names.published(appId)), perSecond, telling)
                .whenComplete((answer, failure) -> told(rate, answer));
    }

    /**
     * @param answer null when Redis is away: until it is back, each node lets through as much as
     *     all may
     */
    private static void told(Rate rate, @Nullable List<Object> answer) {
        synchronized (rate) {
            rate.isTelling = false;
            if (answer != null) {
                double left = Answers.number(answer, 0) / THOUSANDTHS;
                rate.bucket.hold(left - rate.untold, System.nanoTime());
            }
        }
    }
}

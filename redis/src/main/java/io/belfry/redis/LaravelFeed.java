package io.belfry.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.protocol.EventRequest;
import io.belfry.protocol.RedisFailure;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Takes the events that applications publish on a Redis, as Laravel's {@code redis} broadcaster and
 * Belfry's Redis driver do, and publishes them in an app of a hub:
 *
 * <pre>{@code
 * LaravelFeed feed =
 *         LaravelFeed.start(
 *                 RedisServers.of(RedisAddress.of("redis://localhost")),
 *                 "laravel-database-",
 *                 event -> hub.publish("shop", event));
 * }</pre>
 *
 * <p>It subscribes to every channel with the prefix. Events of one channel are published in their
 * order. What is no event, or over the limits of the app, is counted and told of now and then.
 * While Redis is away it tries again, until closed; what is published meanwhile is lost, as Redis
 * keeps nothing for those who are not there.
 *
 * <p>Nothing piles up: an event is published by the thread that reads from Redis. When the hub is
 * congested that thread waits and reads no more; what arrives then waits in the buffers of the
 * connection and of Redis, which in the end cuts off who does not read ({@code
 * client-output-buffer-limit pubsub}).
 *
 * <p>Thread-safe: the lock guards the wish to end, and is where the feed's thread waits.
 */
public final class LaravelFeed implements AutoCloseable {
    private static final Duration PATIENCE_WITH_HUB = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** A peer that is gone without a word is found out within a minute. */
    private static final SocketOptions.KeepAliveOptions KEEP_ALIVE =
            SocketOptions.KeepAliveOptions.builder()
                    .enable()
                    .idle(Duration.ofSeconds(30))
                    .interval(Duration.ofSeconds(10))
                    .count(3)
                    .build();

    private final String pattern;
    private final List<RedisURI> places;
    private final Intake intake;
    private final Outage outage;
    private final ClientResources resources;
    private final RedisClient client;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;
    private volatile boolean subscribed;

    private LaravelFeed(RedisServers redis, String prefix, Intake intake) {
        this.pattern = literally(prefix) + "*";
        this.places = LettuceAddress.of(redis);
        this.intake = intake;
        this.outage = new Outage(redis, pattern);
        this.resources =
                ClientResources.builder().ioThreadPoolSize(2).computationThreadPoolSize(2).build();
        this.client = RedisClient.create(resources);
        client.setOptions(
                ClientOptions.builder()
                        // This class does it, and tells of it.
                        .autoReconnect(false)
                        .socketOptions(
                                SocketOptions.builder()
                                        .connectTimeout(LettuceAddress.TIMEOUT)
                                        .keepAlive(KEEP_ALIVE)
                                        .build())
                        .build());
        client.addListener(new Watch());
        this.thread = Thread.ofVirtual().name("belfry-laravel-feed").unstarted(this::run);
    }

    /**
     * Starts, and returns at once, whether or not Redis is there.
     *
     * @param redis where it is; of a cluster one server is heard, as each hears all
     * @param prefix what stands before the names of channels; empty for all channels of this Redis
     * @param hub takes an event, or throws {@link IllegalArgumentException} when it never will and
     *     {@link IllegalStateException} when it does not now
     */
    public static LaravelFeed start(
            RedisServers redis,
            String prefix,
            Function<EventRequest, ? extends CompletionStage<?>> hub) {
        LaravelFeed feed =
                new LaravelFeed(redis, prefix, new Intake(prefix, hub, PATIENCE_WITH_HUB));
        feed.thread.start();
        return feed;
    }

    /** Patterns know wildcards, and a prefix has none. */
    static String literally(String prefix) {
        return prefix.replaceAll("[\\\\*?\\[\\]]", "\\\\$0");
    }

    /** Whether it hears of events just now. */
    public boolean isSubscribed() {
        return subscribed;
    }

    /** What became of messages so far. */
    public FeedCounts counts() {
        return intake.counts();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        try {
            for (int i = 0; !isClosed(); i = (i + 1) % places.size()) {
                if (listened(places.get(i))) {
                    pause = FIRST_PAUSE;
                }
                await(pause);
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Subscribes and stays until the connection ends; false when it did not get so far. */
    private boolean listened(RedisURI uri) throws InterruptedException {
        try (StatefulRedisPubSubConnection<byte[], byte[]> connection =
                client.connectPubSub(ByteArrayCodec.INSTANCE, uri)) {
            connection.addListener(new Ears());
            connection
                    .async()
                    .psubscribe(pattern.getBytes(UTF_8))
                    .get(LettuceAddress.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            subscribed = true;
            outage.over();
            awaitEnd(connection);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            if (!isClosed()) {
                failed(e);
            }
            return false;
        } finally {
            subscribed = false;
        }
        if (!isClosed()) {
            outage.began("the connection ended");
        }
        return true;
    }

    private void failed(Exception e) {
        RedisFailure failure = LettuceFailure.of(e);
        if (failure.refused()) {
            outage.refused(failure.reason());
        } else {
            outage.began(failure.reason());
        }
    }

    private void awaitEnd(StatefulRedisPubSubConnection<byte[], byte[]> connection)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = LOOK.toNanos();
            while (!closed && connection.isOpen()) {
                // The watch tells of the end; looking too costs nothing.
                left = left <= 0 ? LOOK.toNanos() : changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void await(Duration pause) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = pause.toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Hears messages, on the thread that reads from Redis. */
    private final class Ears extends RedisPubSubAdapter<byte[], byte[]> {
        @Override
        public void message(byte[] subscription, byte[] channel, byte[] message) {
            intake.take(channel, message);
        }
    }

    /** Sees connections end. */
    private final class Watch implements RedisConnectionStateListener {
        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Takes no more events. Harmless when closed already. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        intake.close();
        try {
            // It may be connecting, which the end of the client cuts short.
            thread.join(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.shutdown(0, GRACE.toMillis(), TimeUnit.MILLISECONDS);
        resources.shutdown(0, GRACE.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}

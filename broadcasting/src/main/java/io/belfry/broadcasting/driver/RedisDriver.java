package io.belfry.broadcasting.driver;

import io.belfry.protocol.LaravelMessage;
import io.belfry.protocol.RedisAddress;
import io.belfry.protocol.RedisFailure;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Publishes events on a Redis, as Laravel's {@code redis} broadcaster does, for hubs that subscribe
 * there: to each channel, with the prefix before its name, goes the same {@link LaravelMessage}.
 * All channels of an event are served at once and in their order.
 *
 * <p>Needs {@code io.lettuce:lettuce-core}, which an application that uses this class adds to its
 * dependencies. It connects when the first event is sent and again when a connection was lost, so
 * that an application starts while Redis is away. An event whose answer was lost with the
 * connection may have been published; whoever sends it again sends it twice.
 *
 * <p>Thread-safe: the lock guards which connection is used; nothing is waited for under it.
 */
public final class RedisDriver implements Driver {
    /** One message to several channels. Nothing is published between them; the sum is answered. */
    private static final String TO_ALL =
            """
            local heard = 0
            for channel = 2, #ARGV do
              heard = heard + redis.call('PUBLISH', ARGV[channel], ARGV[1])
            end
            return heard
            """;

    /** The first words of Redis's refusals that another try would not change. */
    private static final Set<String> FOR_GOOD = Set.of("ERR", "NOAUTH", "NOPERM", "WRONGPASS");

    /** It has that first word too, and passes. */
    private static final String FULL = "ERR max number of clients";

    private static final long GRACE_SECONDS = 2;

    private final RedisSettings settings;
    private final RedisClient client;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> current;
    private boolean closed;

    /** Connects to nothing yet. */
    public RedisDriver(RedisSettings settings) {
        this.settings = settings;
        this.client = RedisClient.create(uri(settings));
        client.setOptions(
                ClientOptions.builder()
                        // What was in flight when a connection broke is for the queue to decide.
                        .autoReconnect(false)
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .socketOptions(
                                SocketOptions.builder()
                                        .connectTimeout(settings.connectTimeout())
                                        .keepAlive(true)
                                        .build())
                        .build());
    }

    private static RedisURI uri(RedisSettings settings) {
        RedisAddress server = settings.server();
        RedisURI.Builder uri =
                RedisURI.builder()
                        .withHost(server.host())
                        .withPort(server.port())
                        .withSsl(server.tls())
                        .withDatabase(server.database())
                        .withTimeout(settings.timeout());
        String password = server.password();
        if (password != null && server.username() != null) {
            uri.withAuthentication(server.username(), password.toCharArray());
        } else if (password != null) {
            uri.withPassword(password.toCharArray());
        }
        return uri.build();
    }

    @Override
    public int maxDataBytes() {
        return settings.maxDataBytes();
    }

    @Override
    public void send(Publication publication) {
        StatefulRedisConnection<String, String> connection =
                result(connection(), settings.connectTimeout());
        long heard;
        try {
            heard = result(publish(connection.async(), publication), settings.timeout());
        } catch (BroadcastFailed e) {
            giveUpIfSilent(connection, e);
            throw e;
        }
        if (heard == 0 && settings.mustBeHeard()) {
            throw BroadcastFailed.forNow(
                    "%s: nobody listens to %s: no hub has subscribed to %s*"
                            .formatted(settings.server(), names(publication)[0], settings.prefix()),
                    null);
        }
    }

    private Future<Long> publish(
            RedisAsyncCommands<String, String> redis, Publication publication) {
        String message = message(publication);
        String[] names = names(publication);
        if (names.length == 1) {
            return redis.publish(names[0], message);
        }
        String[] arguments = new String[names.length + 1];
        arguments[0] = message;
        System.arraycopy(names, 0, arguments, 1, names.length);
        return redis.eval(TO_ALL, ScriptOutputType.INTEGER, new String[0], arguments);
    }

    private static String message(Publication publication) {
        return new LaravelMessage(
                        publication.name(),
                        publication.data(),
                        publication.except() == null ? null : publication.except().value())
                .json();
    }

    private String[] names(Publication publication) {
        return publication.channels().stream()
                .map(channel -> settings.prefix() + channel.value())
                .toArray(String[]::new);
    }

    /** The connection, or a new one when there is none that works. */
    private Future<StatefulRedisConnection<String, String>> connection() {
        lock.lock();
        try {
            if (closed) {
                throw BroadcastFailed.forNow(settings.server() + ": the driver is closed", null);
            }
            if (current == null || isBroken(current)) {
                current =
                        client.connectAsync(StringCodec.UTF8, uri(settings)).toCompletableFuture();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isBroken(
            CompletableFuture<StatefulRedisConnection<String, String>> connection) {
        return connection.isDone()
                && (connection.isCompletedExceptionally() || !connection.join().isOpen());
    }

    /** Of a peer that is gone without a word a connection looks open for minutes. */
    private void giveUpIfSilent(
            StatefulRedisConnection<String, String> connection, BroadcastFailed failure) {
        if (failure.getCause() instanceof TimeoutException) {
            CompletableFuture<Void> unused = connection.closeAsync();
        }
    }

    private <T> T result(Future<T> future, Duration timeout) {
        try {
            return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw BroadcastFailed.forNow(
                    "%s has not answered within %s ms"
                            .formatted(settings.server(), timeout.toMillis()),
                    e);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BroadcastFailed.forNow("interrupted while calling " + settings.server(), e);
        }
    }

    private BroadcastFailed failure(Throwable cause) {
        RedisFailure failure =
                RedisFailure.of(cause, each -> each instanceof RedisCommandExecutionException);
        return failure.refused()
                ? refusal(failure.reason(), cause)
                : BroadcastFailed.forNow(
                        settings.server() + " does not answer: " + failure.reason(), cause);
    }

    private BroadcastFailed refusal(String said, Throwable cause) {
        int space = said.indexOf(' ');
        boolean forGood =
                FOR_GOOD.contains(space < 0 ? said : said.substring(0, space))
                        && !said.startsWith(FULL);
        String message = settings.server() + " refused: " + said;
        return forGood
                ? BroadcastFailed.forGood(message, cause)
                : BroadcastFailed.forNow(message, cause);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            lock.unlock();
        }
        client.shutdown(0, GRACE_SECONDS, TimeUnit.SECONDS);
    }
}

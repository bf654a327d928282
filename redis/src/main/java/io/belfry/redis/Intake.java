package io.belfry.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.protocol.EventRequest;
import io.belfry.protocol.JsonObject;
import io.belfry.protocol.LaravelMessage;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Makes events of messages and hands them to the hub, one after the other. While the hub is
 * congested it keeps its caller waiting, up to a limit for each event, so that nothing piles up
 * here. What is wrong with a message is told sparingly and harms no other.
 *
 * <p>Messages come on one thread, the one that reads from Redis; closing and counting are for any.
 */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(LaravelFeed.class);

    private static final long GLANCE_MILLIS = 5;
    private static final int LONGEST_NAME = 100;

    private final String prefix;
    private final Function<EventRequest, ? extends CompletionStage<?>> hub;
    private final long patience;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Repeated refusals = new Repeated();
    private final Repeated losses = new Repeated();

    /**
     * @param hub as {@link LaravelFeed#start} has it
     * @param patience how long one event may wait for the hub
     */
    Intake(
            String prefix,
            Function<EventRequest, ? extends CompletionStage<?>> hub,
            Duration patience) {
        this.prefix = prefix;
        this.hub = hub;
        this.patience = patience.toNanos();
    }

    /** Returns when the hub has it, or never will. */
    void take(byte[] redisChannel, byte[] message) {
        if (isClosed()) {
            return;
        }
        String channel = new String(redisChannel, UTF_8).substring(prefix.length());
        try {
            publish(event(channel, LaravelMessage.of(message)));
            taken.incrementAndGet();
        } catch (IllegalArgumentException e) {
            refused.incrementAndGet();
            tell(refusals, "message from Redis refused", channel, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException | RuntimeException e) {
            // Whatever is wrong with this one, the next may be well.
            lost.incrementAndGet();
            tell(losses, "event from Redis lost", channel, e);
        }
    }

    /** What is no socket id names no connection, so that there is none to leave out. */
    private static EventRequest event(String channel, LaravelMessage message) {
        String socket = message.socket();
        SocketId except = socket == null ? null : SocketId.parse(socket);
        return new EventRequest(
                message.event(),
                message.data(),
                List.of(channel),
                except == null ? null : except.value(),
                null);
    }

    private void publish(EventRequest event)
            throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + patience;
        while (true) {
            try {
                hub.apply(event).toCompletableFuture().get(patience, TimeUnit.NANOSECONDS);
                return;
            } catch (IllegalStateException e) {
                // Congested: it will be less so in a moment.
                if (System.nanoTime() - deadline >= 0
                        || closed.await(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw e;
                }
            }
        }
    }

    private static void tell(Repeated repeated, String what, String channel, Exception e) {
        long count = repeated.happened(System.nanoTime());
        if (count > 0) {
            LOG.atWarn()
                    .addKeyValue("channel", shown(channel))
                    .addKeyValue("reason", reason(e))
                    .addKeyValue("count", count)
                    .log(what);
        }
    }

    /** Without line breaks and the like: anybody who may publish chose it. */
    private static String shown(String channel) {
        return JsonObject.quoted(
                channel.length() <= LONGEST_NAME
                        ? channel
                        : channel.substring(0, LONGEST_NAME) + "…");
    }

    private static String reason(Exception e) {
        boolean wrapped = e instanceof ExecutionException || e instanceof CompletionException;
        @Nullable Throwable cause = wrapped ? e.getCause() : null;
        Throwable told = cause == null ? e : cause;
        return told.getMessage() == null ? told.getClass().getSimpleName() : told.getMessage();
    }

    FeedCounts counts() {
        return new FeedCounts(taken.get(), refused.get(), lost.get());
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Waits for nothing any more and takes nothing more. */
    void close() {
        closed.countDown();
    }
}

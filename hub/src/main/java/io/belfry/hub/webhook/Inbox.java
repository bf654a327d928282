package io.belfry.hub.webhook;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Hands events from the event loops over to the webhook thread without a lock, in the order of each
 * giver. Nearly always empty, since taking an event over involves no waiting; its limit is for a
 * machine that is starved.
 *
 * <p>Thread-safe: a concurrent queue and a count; the taker runs on the given thread only.
 */
final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    /** How many events may wait to be looked at, over all apps. */
    static final int LIMIT = 10_000;

    /** After so many events, timers and answers get a turn. */
    private static final int AT_A_TURN = 500;

    private final Queue<WebhookEvent> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Executor thread;
    private final Consumer<WebhookEvent> taker;

    Inbox(Executor thread, Consumer<WebhookEvent> taker) {
        this.thread = thread;
        this.taker = taker;
    }

    /** Returns at once; false when the limit is reached and the event is not taken. */
    boolean offer(WebhookEvent event) {
        int before = waiting.getAndUpdate(count -> count < LIMIT ? count + 1 : count);
        if (before >= LIMIT) {
            return false;
        }
        events.add(event);
        if (before == 0) {
            thread.execute(this::drain);
        }
        return true;
    }

    /** Takes everything that waits. On the thread only. */
    void empty() {
        for (WebhookEvent event = events.poll(); event != null; event = events.poll()) {
            take(event);
            waiting.decrementAndGet();
        }
    }

    /** Runs on the thread. Whoever brings the count away from 0 starts it anew. */
    private void drain() {
        for (int i = 0; i < AT_A_TURN; i++) {
            WebhookEvent event = events.poll();
            if (event == null) {
                break; // What is counted still, its giver is just about to add.
            }
            take(event);
            if (waiting.decrementAndGet() == 0) {
                return;
            }
        }
        if (waiting.get() > 0) {
            thread.execute(this::drain);
        }
    }

    private void take(WebhookEvent event) {
        try {
            taker.accept(event);
        } catch (RuntimeException e) {
            LOG.error("a webhook for {} is lost", event.type().wireName(), e);
        }
    }
}

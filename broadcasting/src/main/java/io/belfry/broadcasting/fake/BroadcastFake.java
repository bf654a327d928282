package io.belfry.broadcasting.fake;

import io.belfry.broadcasting.BroadcastListener;
import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.driver.NullDriver;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.queue.BroadcastQueue;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Remembers what is broadcast instead of sending it, for tests of applications:
 *
 * <pre>{@code
 * BroadcastFake fake = new BroadcastFake();
 * new Orders(fake.broadcaster()).ship(7);
 *
 * fake.assertBroadcast(OrderShipped.class).on("private-orders.7").toOthers().once();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class BroadcastFake implements BroadcastListener {
    private final List<Accepted> broadcasts = new CopyOnWriteArrayList<>();
    private final List<String> disconnected = new CopyOnWriteArrayList<>();
    private final Broadcaster broadcaster = remembering(Broadcaster.builder()).build();

    /** One that has one connection, and no rules. */
    public Broadcaster broadcaster() {
        return broadcaster;
    }

    /** Prepares another broadcaster to be remembered here: one with rules, for example. */
    public Broadcaster.Builder remembering(Broadcaster.Builder builder) {
        return builder.connection("fake", new NullDriver())
                .queue(connections -> new Nothing())
                .listener(this);
    }

    /** What is remembered needs no queue. */
    private static final class Nothing implements BroadcastQueue {
        @Override
        public void add(String connection, Publication publication) {
            // The listener has heard of it.
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }

    @Override
    public void accepted(Accepted broadcast) {
        broadcasts.add(broadcast);
    }

    @Override
    public void disconnecting(String userId, @Nullable String actor) {
        disconnected.add(userId);
    }

    /**
     * @throws AssertionError when the connections of the user were left alone
     */
    public void assertDisconnected(String userId) {
        if (!disconnected.contains(userId)) {
            throw new AssertionError(
                    "user %s was not disconnected; these were: %s".formatted(userId, disconnected));
        }
    }

    /** All that was broadcast, in its order. */
    public List<Accepted> broadcasts() {
        return List.copyOf(broadcasts);
    }

    /**
     * The broadcasts of one class of events, to say more of.
     *
     * @throws AssertionError when there is none
     */
    public <E extends BroadcastEvent> BroadcastAssert<E> assertBroadcast(Class<E> event) {
        List<Accepted> some =
                broadcasts.stream().filter(each -> event.isInstance(each.event())).toList();
        return new BroadcastAssert<>(event, some, broadcasts()).isNotEmpty();
    }

    /**
     * @throws AssertionError when an event of the class was broadcast
     */
    public void assertNotBroadcast(Class<? extends BroadcastEvent> event) {
        if (broadcasts.stream().anyMatch(each -> event.isInstance(each.event()))) {
            throw new AssertionError(
                    "%s was broadcast: %s"
                            .formatted(event.getName(), BroadcastAssert.shown(broadcasts)));
        }
    }

    /**
     * @throws AssertionError when anything was broadcast
     */
    public void assertNothingBroadcast() {
        if (!broadcasts.isEmpty()) {
            throw new AssertionError(
                    "something was broadcast: " + BroadcastAssert.shown(broadcasts));
        }
    }

    /** Forgets everything. */
    public void forget() {
        broadcasts.clear();
        disconnected.clear();
    }
}

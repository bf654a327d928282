package io.belfry.broadcasting.event;

import java.util.Collection;
import java.util.List;

/**
 * Something that happened and that clients are told of. A record with nothing but {@link
 * #channels()} works: its components are the payload and its class names it.
 *
 * <pre>{@code
 * record OrderShipped(long order, String carrier) implements BroadcastEvent {
 *     @Override
 *     public List<Channel> channels() {
 *         return List.of(new PrivateChannel("orders." + order));
 *     }
 * }
 * }</pre>
 *
 * <p>The methods are asked once for each broadcast, by the thread that broadcasts, before it
 * returns; what they give may change afterwards.
 */
public interface BroadcastEvent {

    /** Where it is heard; when this is empty nothing is sent. */
    Collection<? extends Channel> channels();

    /**
     * The name on the wire. If not overridden it is the one of {@link BroadcastName}, or else the
     * full name of the class with backslashes: Echo with the namespace {@code com.acme} hears
     * {@code com.acme.OrderShipped} by {@code listen('OrderShipped')}. A name that is given is
     * taken as it is: Echo hears {@code order.shipped} by {@code listen('.order.shipped')}.
     */
    default String broadcastAs() {
        return EventName.of(getClass());
    }

    /**
     * What clients get, as Jackson writes it: the event itself if not overridden, and so the
     * components of a record. Never lets out the channels themselves.
     */
    default Object broadcastWith() {
        return this;
    }

    /** Whether it is sent at all. */
    default boolean broadcastWhen() {
        return true;
    }

    /**
     * Over which of the broadcaster's connections, by name; over the default one when this is
     * empty.
     */
    default List<String> broadcastVia() {
        return List.of();
    }

    /**
     * Whether the thread that broadcasts sends it itself and waits, instead of leaving it to the
     * queue. A transaction of that thread is not waited for.
     */
    default boolean broadcastNow() {
        return false;
    }

    /** Whether a failure is only logged, so that whoever broadcasts never sees it. */
    default boolean broadcastRescue() {
        return false;
    }
}

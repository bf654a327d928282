package io.belfry.broadcasting.driver;

import java.util.Set;

/** A way to a server that holds the connections of clients. Used by many threads at once. */
public interface Driver extends AutoCloseable {

    /**
     * Sends, and returns when the server has taken it. What one thread sends arrives in that order.
     *
     * @throws BroadcastFailed when the server did not take it, or nobody knows
     */
    void send(Publication publication);

    /**
     * Ends all connections of a user, whatever they listen to: those that have signed in as this
     * user, or have joined a presence channel. Returns when the server has heard it; a user who is
     * not there is no failure. Clients that may still listen have to connect again.
     *
     * @param userId not empty
     * @throws BroadcastFailed when the server did not take it, or nobody knows
     * @throws UnsupportedOperationException when this way to a server has no word for it
     */
    default void disconnect(String userId) {
        throw new UnsupportedOperationException(
                getClass().getSimpleName() + " cannot end the connections of a user");
    }

    /**
     * The channels that somebody listens to just now, by their names on the wire.
     *
     * @param prefix that the names have
     * @throws BroadcastFailed when the server does not answer that
     * @throws UnsupportedOperationException when this way to a server has no word for it
     */
    default Set<String> occupied(String prefix) {
        throw new UnsupportedOperationException(
                getClass().getSimpleName() + " cannot ask for channels");
    }

    /**
     * How many bytes the data of an event may have in UTF-8, so that larger ones are refused before
     * they are sent; {@link Integer#MAX_VALUE} when only the server knows.
     */
    default int maxDataBytes() {
        return Integer.MAX_VALUE;
    }

    /** Gives back what it holds. Harmless when closed already. */
    @Override
    default void close() {}
}

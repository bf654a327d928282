package io.belfry.hub.publish;

/**
 * The other nodes of a deployment, as this one sees them: what metrics and health tell of them.
 * Answers at once, on any thread, and throws nothing.
 */
public interface Peers {

    /** Whether they get what this node publishes; else it goes on alone until they do. */
    boolean reachable();

    /** How many of them live, as it was last heard. */
    int count();

    /** What waits to be sent to them, in bytes. */
    long waitingBytes();

    /** Messages that they will never get, since the start of this node. */
    long dropped();

    /** Messages that came from them, or from strangers, and could not be read, since the start. */
    long unreadable();
}

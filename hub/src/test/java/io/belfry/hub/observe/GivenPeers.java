package io.belfry.hub.observe;

import io.belfry.hub.publish.Peers;

/** Other nodes, of which a test says how they are. Confined to the test. */
final class GivenPeers implements Peers {
    boolean reachable;
    int count;

    @Override
    public boolean reachable() {
        return reachable;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public long waitingBytes() {
        return 0;
    }

    @Override
    public long dropped() {
        return 0;
    }

    @Override
    public long unreadable() {
        return 0;
    }
}

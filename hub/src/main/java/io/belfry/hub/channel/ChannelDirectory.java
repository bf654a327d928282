package io.belfry.hub.channel;

import io.belfry.hub.event.Traffic;
import io.belfry.hub.publish.Broker;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The channels of all apps on this node, and the bound on what waits to be delivered.
 *
 * <p>Thread-safe.
 */
public final class ChannelDirectory {
    private final Map<String, Channels> apps = new ConcurrentHashMap<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final List<LoopFanout> fanouts;
    private final Broker broker;
    private final long waitingLimit;

    /**
     * @param loops all loops of the hub, in the order of their numbers
     * @param waitingLimit bytes of frames that may wait for delivery before publishers are refused
     * @param broker is told which channels have subscribers on this node
     */
    public ChannelDirectory(List<? extends Loop> loops, long waitingLimit, Broker broker) {
        this.fanouts = loops.stream().map(loop -> new LoopFanout(loop, waitingBytes)).toList();
        this.waitingLimit = waitingLimit;
        this.broker = broker;
    }

    public Channels of(String appId) {
        return apps.computeIfAbsent(appId, id -> new Channels(id, broker, fanouts, new Traffic()));
    }

    /** Whether so much waits for delivery that publishers should come back later. */
    public boolean isCongested() {
        return waitingBytes.get() > waitingLimit;
    }

    public long waitingBytes() {
        return waitingBytes.get();
    }
}

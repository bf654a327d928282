package io.belfry.hub.channel;

import io.belfry.hub.event.Traffic;
import io.belfry.hub.publish.Broker;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Frame;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The channels of one app that have subscribers on this node.
 *
 * <p>Subscribing and unsubscribing happen on the subscriber's loop; delivering may start anywhere
 * and takes no lock. A delivery reaches every subscription that was entered before it, and those of
 * one thread to one channel keep their order.
 *
 * <p>Thread-safe: the set of shares of a channel changes under the lock of its map entry.
 */
public final class Channels {
    private final Map<ChannelName, LocalChannel> channels = new ConcurrentHashMap<>();
    private final String appId;
    private final Broker broker;
    private final List<LoopFanout> fanouts;
    private final Traffic traffic;
    private final AtomicInteger subscriptions = new AtomicInteger();

    Channels(String appId, Broker broker, List<LoopFanout> fanouts, Traffic traffic) {
        this.appId = appId;
        this.broker = broker;
        this.fanouts = fanouts;
        this.traffic = traffic;
    }

    /**
     * The same name as one object for all subscribers, as long as there is one: names are long, and
     * subscribers are many.
     */
    public ChannelName shared(ChannelName name) {
        LocalChannel known = channels.get(name);
        return known == null ? name : known.name();
    }

    /**
     * Enters a subscription. On the subscriber's loop only.
     *
     * @return complete when it misses nothing that other nodes publish from now on
     */
    public CompletableFuture<?> subscribe(Subscription subscription) {
        int loop = loopOf(subscription);
        LocalChannel channel =
                channels.compute(
                        subscription.channel(),
                        (name, known) -> {
                            LocalChannel one = known == null ? followed(name) : known;
                            if (!one.hasShareOf(loop)) {
                                one.add(new LoopShare(loop, traffic));
                            }
                            return one;
                        });
        channel.shareOf(loop).add(subscription);
        subscriptions.incrementAndGet();
        return channel.followed();
    }

    private LocalChannel followed(ChannelName name) {
        return new LocalChannel(name, broker.follow(appId, name));
    }

    /** Takes a subscription out. On the subscriber's loop only. */
    public void unsubscribe(Subscription subscription) {
        int loop = loopOf(subscription);
        channels.computeIfPresent(
                subscription.channel(),
                (name, known) -> {
                    LoopShare share = known.shareOf(loop);
                    share.remove(subscription);
                    if (share.isEmpty() && known.remove(share)) {
                        broker.unfollow(appId, name);
                        return null;
                    }
                    return known;
                });
        subscriptions.decrementAndGet();
    }

    /** Passes a frame to all subscribers of a channel on this node, but for one connection. */
    public void deliver(ChannelName name, Frame frame, @Nullable SocketId except, long serial) {
        LocalChannel channel = channels.get(name);
        if (channel == null) {
            return;
        }
        for (LoopShare share : channel.shares()) {
            fanouts.get(share.loop()).add(new Delivery(share, frame, except, serial));
        }
    }

    /** The same for how many subscriptions there are, unless a newer count has been passed on. */
    public void deliverCount(ChannelName name, Frame frame, long serial) {
        LocalChannel channel = channels.get(name);
        if (channel != null && channel.isNewCount(serial)) {
            deliver(name, frame, null, 0);
        }
    }

    /** How many channels have subscribers on this node, those that the API lists only. */
    public int listedChannels() {
        int listed = 0;
        for (ChannelName name : channels.keySet()) {
            if (name.kind().listed()) {
                listed++;
            }
        }
        return listed;
    }

    /** How many subscriptions there are on this node, the hub's own included. */
    public int subscriptions() {
        return subscriptions.get();
    }

    public Traffic traffic() {
        return traffic;
    }

    private static int loopOf(Subscription subscription) {
        Loop loop = subscription.subscriber().loop();
        assert loop.isCurrent() : "a subscription belongs to its subscriber's loop";
        return loop.index();
    }
}

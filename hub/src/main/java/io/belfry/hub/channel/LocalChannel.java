package io.belfry.hub.channel;

import io.belfry.protocol.ChannelName;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One channel on this node: a share for each loop that has subscribers of it, usually one.
 *
 * <p>Thread-safe: the shares are an array that is replaced, never written to; replacing happens
 * under the lock of the channel's entry in {@link Channels}, reading anywhere.
 */
final class LocalChannel {
    private static final LoopShare[] NONE = new LoopShare[0];

    private final ChannelName name;
    private final CompletableFuture<?> followed;
    private final AtomicLong countedAt = new AtomicLong();
    private volatile LoopShare[] shares = NONE;

    /**
     * @param followed complete when this node hears what others publish on the channel
     */
    LocalChannel(ChannelName name, CompletableFuture<?> followed) {
        this.name = name;
        this.followed = followed;
    }

    ChannelName name() {
        return name;
    }

    CompletableFuture<?> followed() {
        return followed;
    }

    /** Whether a count with this serial is newer than those that were told. */
    boolean isNewCount(long serial) {
        return serial == 0 || countedAt.getAndAccumulate(serial, Math::max) < serial;
    }

    LoopShare[] shares() {
        return shares;
    }

    LoopShare shareOf(int loop) {
        for (LoopShare share : shares) {
            if (share.loop() == loop) {
                return share;
            }
        }
        throw new IllegalStateException("the channel has no subscribers on loop " + loop);
    }

    boolean hasShareOf(int loop) {
        for (LoopShare share : shares) {
            if (share.loop() == loop) {
                return true;
            }
        }
        return false;
    }

    void add(LoopShare share) {
        LoopShare[] more = Arrays.copyOf(shares, shares.length + 1);
        more[shares.length] = share;
        shares = more;
    }

    /** True when no share is left. */
    boolean remove(LoopShare share) {
        shares = Arrays.stream(shares).filter(each -> each != share).toArray(LoopShare[]::new);
        return shares.length == 0;
    }
}

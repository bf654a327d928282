package io.belfry.hub.publish;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * What the local ledger knows of one channel.
 *
 * <p>Not thread-safe; touched only inside {@code ConcurrentHashMap.compute} of its channel.
 */
final class LocalChannelRecord {
    /** By name, not by number: a leave that is repeated or unfounded must change nothing. */
    final SocketSet subscribers = new SocketSet();

    @Nullable Roster roster;
    private Envelope.@Nullable Delivery kept;
    private String keptData = "";
    private Instant keptUntil = Instant.MIN;

    Roster roster() {
        if (roster == null) {
            roster = new Roster();
        }
        return roster;
    }

    void keep(Envelope.Delivery event, String data, Instant until) {
        kept = event;
        keptData = data;
        keptUntil = until;
    }

    @Nullable CachedEvent cached(Instant now) {
        if (kept == null || !keptUntil.isAfter(now)) {
            kept = null;
            return null;
        }
        return new CachedEvent(kept.frame(), keptData, Duration.between(now, keptUntil));
    }

    ChannelState state(Instant now) {
        return new ChannelState(
                subscribers.size(), roster == null ? 0 : roster.size(), cached(now));
    }

    /** Whether nothing would be lost by forgetting it. */
    boolean isEmpty(Instant now) {
        return subscribers.isEmpty() && cached(now) == null;
    }
}

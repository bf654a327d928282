package io.belfry.hub.webhook;

import io.belfry.protocol.ChannelName;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes one cache_miss of many. Clients that come together find the same cache empty together, and
 * the app needs to be asked once. Whether something was cached since shows in silence: as long as
 * misses follow each other closely, the channel is still empty. After a pause the next miss is told
 * again, and within a burst that does not end, one a minute, in case the app lost the first.
 *
 * <p>Confined to the webhook thread; not thread-safe. Remembers at most {@value #MOST} channels;
 * beyond that the one that has been silent longest is forgotten, which can cost a second call.
 */
final class MissBursts {
    static final Duration REMINDER = Duration.ofMinutes(1);
    static final int MOST = 10_000;

    // In the order of the latest miss: the first in the map has been silent longest.
    private final Map<ChannelName, Burst> bursts = new LinkedHashMap<>(16, 0.75f, true);
    private final Schedule schedule;

    private static final class Burst {
        private final long toldAt;
        private long latest;

        Burst(long now) {
            toldAt = now;
            latest = now;
        }
    }

    MissBursts(Schedule schedule) {
        this.schedule = schedule;
    }

    /**
     * Whether this miss is to be told.
     *
     * @param silence how long no miss may come for a burst to be over
     */
    boolean isFirst(ChannelName channel, Duration silence) {
        long now = schedule.nanos();
        forgetUntil(now - silence.toNanos());
        Burst burst = bursts.get(channel);
        if (burst == null || now - burst.toldAt >= REMINDER.toNanos()) {
            bursts.put(channel, new Burst(now));
            return true;
        }
        burst.latest = now;
        return false;
    }

    /** The miss could not be told after all; the next one is a first one again. */
    void forget(ChannelName channel) {
        bursts.remove(channel);
    }

    private void forgetUntil(long latest) {
        Iterator<Burst> silent = bursts.values().iterator();
        while (silent.hasNext()) {
            if (silent.next().latest - latest > 0 && bursts.size() < MOST) {
                return;
            }
            silent.remove();
        }
    }
}

package io.belfry.hub.webhook;

import io.belfry.protocol.ChannelName;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;

/**
 * The events that wait for a call, a lane for each channel. A channel whose events are in a call is
 * closed until that call has ended, however often it is tried; so the events of one channel never
 * overtake each other, and a call that fails holds up its own channels only. A lane behind which a
 * call has failed is troubled until one goes well, and is asked for separately.
 *
 * <p>Confined to the webhook thread; not thread-safe.
 */
final class Lanes {
    private final Map<ChannelName, Lane> lanes = new HashMap<>();
    private final Open calm = new Open();
    private final Open troubled = new Open();
    private long added;

    /** An event in a lane; {@code number} counts all that were added. */
    record Waiting(WebhookEvent event, long number, long millis, long nanos) {}

    private static final class Lane {
        private final Queue<Waiting> waiting = new ArrayDeque<>();
        private boolean closed;
        private boolean troubled;

        long oldest() {
            return waiting.element().number();
        }
    }

    /** Open lanes with something in them, from which events come in the order of their adding. */
    static final class Open {
        // What orders a lane, its oldest event, does not change while it is in here.
        private final NavigableSet<Lane> lanes =
                new TreeSet<>(Comparator.comparingLong(Lane::oldest));
        private int ready;

        /** How many events wait in these lanes. */
        int ready() {
            return ready;
        }

        /** When the oldest event in them was added, in {@link Schedule#nanos}. */
        long oldestNanos() {
            return lanes.getFirst().waiting.element().nanos();
        }

        /** Takes up to {@code most} events, oldest first, and closes the lanes they were in. */
        List<Waiting> take(int most) {
            List<Waiting> taken = new ArrayList<>(Math.min(most, ready));
            Set<Lane> used = new LinkedHashSet<>();
            while (taken.size() < most && !lanes.isEmpty()) {
                Lane lane = lanes.removeFirst();
                taken.add(lane.waiting.remove());
                used.add(lane);
                if (!lane.waiting.isEmpty()) {
                    lanes.add(lane);
                }
            }
            ready -= taken.size();
            used.forEach(this::close);
            return taken;
        }

        private void close(Lane lane) {
            lane.closed = true;
            if (!lane.waiting.isEmpty()) {
                lanes.remove(lane);
                ready -= lane.waiting.size();
            }
        }

        private void enter(Lane lane, int events) {
            lanes.add(lane);
            ready += events;
        }
    }

    /** Adds an event that happened, or came to last, at the given time of both clocks. */
    void add(WebhookEvent event, long millis, long nanos) {
        Lane lane = lane(event.channel());
        lane.waiting.add(new Waiting(event, added++, millis, nanos));
        if (!lane.closed) {
            open(lane).enter(lane, 1);
        }
    }

    /** The lanes whose calls go well. */
    Open calm() {
        return calm;
    }

    /** The lanes whose latest call failed. */
    Open troubled() {
        return troubled;
    }

    /** The call with events of these channels has failed and will be tried again. */
    void failing(Collection<ChannelName> channels) {
        for (ChannelName channel : channels) {
            lane(channel).troubled = true;
        }
    }

    /** How many events of the channel wait behind a failure; 0 when its calls go well. */
    int heldUp(ChannelName channel) {
        Lane lane = lanes.get(channel);
        return lane != null && lane.troubled ? lane.waiting.size() : 0;
    }

    /**
     * The call with events of these channels has ended, well or not; their lanes are open again.
     */
    void reopen(Collection<ChannelName> channels, boolean wentWell) {
        for (ChannelName channel : channels) {
            Lane lane = lane(channel);
            lane.closed = false;
            lane.troubled = !wentWell;
            if (lane.waiting.isEmpty()) {
                lanes.remove(channel);
            } else {
                open(lane).enter(lane, lane.waiting.size());
            }
        }
    }

    private Lane lane(ChannelName channel) {
        return lanes.computeIfAbsent(channel, name -> new Lane());
    }

    private Open open(Lane lane) {
        return lane.troubled ? troubled : calm;
    }
}

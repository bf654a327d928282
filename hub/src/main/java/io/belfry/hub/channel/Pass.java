package io.belfry.hub.channel;

import io.belfry.hub.event.Traffic;
import io.belfry.protocol.Frame;

import java.util.ArrayList;
import java.util.List;

/**
 * Deliveries that go through the subscribers of a channel together, and how far they have come.
 *
 * <p>Confined to the loop of its {@link LoopShare}; not thread-safe.
 */
final class Pass {
    private final List<Delivery> deliveries;
    private final Burst burst;
    private final boolean forAll;

    /** The subscriber that is next. */
    int cursor;

    /** The subscribers before this one were there when the pass began. */
    int end;

    private int sentFrames;
    private long sentBytes;

    Pass(List<Delivery> deliveries, int end) {
        List<Frame> frames = new ArrayList<>(deliveries.size());
        boolean all = true;
        for (Delivery each : deliveries) {
            frames.add(each.frame());
            all &= each.isForAll();
        }
        this.deliveries = deliveries;
        this.burst = Burst.of(frames);
        this.forAll = all;
        this.end = end;
    }

    /** Bytes of its frames, each counted once. */
    int length() {
        return burst.length();
    }

    boolean isOver() {
        return cursor >= end;
    }

    /** Gives one subscriber what is meant for it. */
    void deliverTo(Subscription subscription) {
        if (forAll) {
            subscription.deliver(burst);
            sent(deliveries.size(), burst.length());
            return;
        }
        for (Delivery each : deliveries) {
            if (!each.excepts(subscription.subscriber())) {
                subscription.deliver(each.frame(), each.serial());
                sent(1, each.frame().length());
            }
        }
    }

    private void sent(int frames, int bytes) {
        sentFrames += frames;
        sentBytes += bytes;
    }

    /** Counts what was sent since the last time. */
    void count(Traffic traffic) {
        traffic.sent(sentFrames, sentBytes);
        sentFrames = 0;
        sentBytes = 0;
    }
}

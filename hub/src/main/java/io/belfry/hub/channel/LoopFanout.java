package io.belfry.hub.channel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What is to be delivered on one loop, from all threads that publish. One wake-up of the loop
 * gathers whatever waits, and all connections that were written to are flushed once at the end.
 *
 * <p>A turn lasts {@link #TURN} at most; then the sockets of the loop have theirs. Within a turn,
 * channels that have more to deliver than fits into a slice take turns with each other.
 *
 * <p>Thread-safe: a concurrent queue that only its loop drains. The bytes waiting are counted, so
 * that publishers can be refused before the queue grows too long; see {@link ChannelDirectory}.
 */
final class LoopFanout implements Runnable {
    /** How long sockets may have to wait for deliveries, writing them included. */
    private static final long TURN = Duration.ofMillis(5).toNanos();

    /** So many subscribers are written to before it is looked at the clock; about a millisecond. */
    private static final int SLICE = 256;

    private final Loop loop;
    private final AtomicLong waitingBytes;
    private final LongSupplier nanoClock;
    private final Queue<Delivery> added = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** Channels with something to deliver; touched by the loop only. */
    private final Deque<LoopShare> busy = new ArrayDeque<>();

    LoopFanout(Loop loop, AtomicLong waitingBytes) {
        this(loop, waitingBytes, System::nanoTime);
    }

    /** With a clock that a test moves. */
    LoopFanout(Loop loop, AtomicLong waitingBytes, LongSupplier nanoClock) {
        this.loop = loop;
        this.waitingBytes = waitingBytes;
        this.nanoClock = nanoClock;
    }

    void add(Delivery delivery) {
        waitingBytes.addAndGet(delivery.frame().length());
        added.add(delivery);
        if (scheduled.compareAndSet(false, true)) {
            loop.execute(this);
        }
    }

    @Override
    public void run() {
        assert loop.isCurrent() : "a fan-out belongs to its loop";
        long started = nanoClock.getAsLong();
        gather();
        int unflushed = 0;
        while (!busy.isEmpty()) {
            unflushed += deliverSome(SLICE - unflushed);
            if (unflushed >= SLICE) {
                loop.flush();
                unflushed = 0;
                if (nanoClock.getAsLong() - started >= TURN) {
                    loop.executeAfterSockets(this);
                    return;
                }
            }
        }
        loop.flush();
        scheduled.set(false);
        if (!added.isEmpty() && scheduled.compareAndSet(false, true)) {
            loop.executeAfterSockets(this);
        }
    }

    private void gather() {
        for (Delivery next = added.poll(); next != null; next = added.poll()) {
            if (next.share().enqueue(next)) {
                busy.add(next.share());
            }
        }
    }

    /** Delivers to some subscribers of the next channel; at least counts as one. */
    private int deliverSome(int most) {
        LoopShare share = busy.remove();
        int told = share.deliver(most);
        waitingBytes.addAndGet(-share.takeFinishedBytes());
        if (share.hasWork()) {
            busy.add(share);
        }
        return Math.max(1, told);
    }
}

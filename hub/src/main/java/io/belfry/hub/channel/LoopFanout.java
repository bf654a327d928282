package io.belfry.hub.channel;

import io.belfry.protocol.Frame;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is to be delivered on one loop, from all threads that publish. One wake-up of the loop
 * drains whatever has gathered, and all connections that were written to are flushed once at the
 * end.
 *
 * <p>Thread-safe: a concurrent queue that only its loop drains. The bytes waiting are counted, so
 * that publishers can be refused before the queue grows too long; see {@link ChannelDirectory}.
 */
final class LoopFanout implements Runnable {
    /** Broadcasts in one turn, so that a flood of them does not keep the loop from its sockets. */
    private static final int TURN = 256;

    private final Loop loop;
    private final AtomicLong waitingBytes;
    private final Queue<Job> jobs = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private record Job(LoopShare share, Frame frame, @Nullable SocketId except, long serial) {}

    LoopFanout(Loop loop, AtomicLong waitingBytes) {
        this.loop = loop;
        this.waitingBytes = waitingBytes;
    }

    void add(LoopShare share, Frame frame, @Nullable SocketId except, long serial) {
        waitingBytes.addAndGet(frame.length());
        jobs.add(new Job(share, frame, except, serial));
        if (scheduled.compareAndSet(false, true)) {
            loop.execute(this);
        }
    }

    @Override
    public void run() {
        assert loop.isCurrent() : "a fan-out belongs to its loop";
        drain();
        loop.flush();
        scheduled.set(false);
        if (!jobs.isEmpty() && scheduled.compareAndSet(false, true)) {
            loop.execute(this);
        }
    }

    private void drain() {
        for (int i = 0; i < TURN; i++) {
            Job job = jobs.poll();
            if (job == null) {
                return;
            }
            waitingBytes.addAndGet(-job.frame.length());
            job.share.deliver(job.frame, job.except, job.serial);
        }
    }
}

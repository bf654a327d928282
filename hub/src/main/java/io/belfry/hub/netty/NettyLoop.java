package io.belfry.hub.netty;

import io.belfry.hub.channel.Burst;
import io.belfry.hub.channel.Loop;
import io.belfry.protocol.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One event loop of Netty. Collects the connections that were written to in a turn and flushes each
 * once; copies a shared frame off the heap once for all of its subscribers.
 *
 * <p>Confined to its own thread, but for {@link #execute}, {@link #schedule}, {@link #finish},
 * {@link #index}, {@link #partings} and {@link #unanswered}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // tasks of a loop have nobody to report to
final class NettyLoop implements Loop {
    /** Not Netty's usual one, which keeps the memory of slow readers when they have gone. */
    static final ByteBufAllocator BUFFERS = PooledByteBufAllocator.DEFAULT;

    private final EventLoop eventLoop;
    private final int index;
    private final DirectMemory memory;
    private final List<WebSocketConnection> touched = new ArrayList<>();
    private final ReadBuffers readBuffers = new ReadBuffers();
    private final AtomicInteger partings = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private @Nullable Object copied;
    private @Nullable ByteBuf copy;

    NettyLoop(EventLoop eventLoop, int index, DirectMemory memory) {
        this.eventLoop = eventLoop;
        this.index = index;
        this.memory = memory;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public boolean isCurrent() {
        return eventLoop.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        eventLoop.execute(task);
    }

    @Override
    public void executeAfterSockets(Runnable task) {
        // What is handed over while tasks run is run with them, for up to a second; what is
        // scheduled, even for now, waits for the next turn.
        eventLoop.schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public void schedule(Runnable task, Duration delay) {
        eventLoop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Has all that was handed over and written by now leave. Not on the loop itself. */
    void finish() {
        eventLoop.submit(this::flush).syncUninterruptibly();
    }

    void repeat(Runnable task, Duration period) {
        eventLoop.scheduleWithFixedDelay(
                task, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The memory of this process for what is unread. */
    DirectMemory memory() {
        return memory;
    }

    /** What the sockets of this loop are read with. */
    ReadBuffers readBuffers() {
        return readBuffers;
    }

    /** A connection has been told that it ends, and waits for its client to close. */
    void parting() {
        partings.incrementAndGet();
    }

    /** A connection that was told has ended. */
    void parted() {
        partings.decrementAndGet();
    }

    /** How many connections have been told that they end, and have not yet. From any thread. */
    int partings() {
        return partings.get();
    }

    /** A request is on its way over a connection, or may be over a new one. */
    void asked() {
        unanswered.incrementAndGet();
    }

    /** It is answered, or nothing came of it. */
    void answered() {
        unanswered.decrementAndGet();
    }

    /** Over how many connections a request is on its way, or may be. From any thread. */
    int unanswered() {
        return unanswered.get();
    }

    /** Notes that a connection has something to flush at the end of the turn. */
    void touch(WebSocketConnection connection) {
        touched.add(connection);
    }

    @Override
    public void flush() {
        assert isCurrent() : "a loop is flushed by itself";
        for (int i = 0; i < touched.size(); i++) {
            touched.get(i).flush();
        }
        touched.clear();
        dropCopy();
    }

    /** A buffer with the frame in it, to be released by whoever takes it. */
    ByteBuf buffer(Frame frame) {
        if (!isCopied(frame)) {
            copy(frame, frame.length()).writeBytes(frame.wire());
        }
        return duplicate();
    }

    /** A buffer with all the frames in it, to be released by whoever takes it. */
    ByteBuf buffer(Burst burst) {
        if (!isCopied(burst)) {
            ByteBuf fresh = copy(burst, burst.length());
            for (Frame frame : burst.frames()) {
                fresh.writeBytes(frame.wire());
            }
        }
        return duplicate();
    }

    @SuppressWarnings("ReferenceEquality") // the very same one, as it comes for each subscriber
    private boolean isCopied(Object original) {
        return copied == original;
    }

    private ByteBuf copy(Object original, int length) {
        dropCopy();
        copied = original;
        ByteBuf fresh = BUFFERS.directBuffer(length);
        copy = fresh;
        return fresh;
    }

    private ByteBuf duplicate() {
        if (copy == null) {
            throw new IllegalStateException("nothing was copied");
        }
        return copy.retainedDuplicate();
    }

    private void dropCopy() {
        if (copy != null) {
            copy.release();
            copy = null;
            copied = null;
        }
    }
}

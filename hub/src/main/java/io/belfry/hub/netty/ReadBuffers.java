package io.belfry.hub.netty;

import io.netty.channel.FixedRecvByteBufAllocator;

import org.jspecify.annotations.Nullable;

/**
 * The buffers into which the sockets of one loop are read. Netty keeps for each socket what it
 * guesses from earlier reads; a loop takes what one socket has read before it turns to the next, so
 * one handle without a memory serves all of them.
 *
 * <p>Confined to its event loop; not thread-safe.
 */
@SuppressWarnings("deprecation") // the plain kind of handle, which is all that is needed
final class ReadBuffers extends FixedRecvByteBufAllocator {
    /** Larger than nearly every message of a client; longer ones take several reads. */
    static final int BYTES = 8 * 1024;

    private @Nullable Handle handle;

    ReadBuffers() {
        super(BYTES);
    }

    @Override
    public Handle newHandle() {
        if (handle == null) {
            handle = super.newHandle();
        }
        return handle;
    }
}

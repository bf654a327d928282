package io.belfry.hub.netty;

import io.netty.util.internal.PlatformDependent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The memory outside of the heap, which holds what clients have left unread. Before none is left,
 * newcomers are refused and slow readers get less of it, so that the clients who read go on.
 *
 * <p>Thread-safe: asks Netty's own count.
 */
final class DirectMemory {
    private static final Logger LOG = LoggerFactory.getLogger(DirectMemory.class);

    /** Netty takes memory from the system in pieces of this size at most. */
    private static final long PIECE = 8 << 20;

    private static final int RESERVE_PERCENT = 10;
    private static final int PERCENT = 100;

    private final LongSupplier used;
    private final long most;
    private final AtomicBoolean told = new AtomicBoolean();

    DirectMemory() {
        this(PlatformDependent::usedDirectMemory, PlatformDependent.maxDirectMemory());
    }

    /**
     * @param used bytes in use; negative when nobody counts them
     * @param most bytes that may be used
     */
    DirectMemory(LongSupplier used, long most) {
        this.used = used;
        this.most = most;
    }

    /** Whether so little is left that it must be saved. */
    boolean isScarce() {
        return isScarce(left());
    }

    private boolean isScarce(long left) {
        return left < Math.max(PIECE, most / PERCENT * RESERVE_PERCENT);
    }

    private long left() {
        return most - used.getAsLong();
    }

    /** Tells the log when it has become scarce, and when it is so no more. */
    void look() {
        long left = left();
        boolean scarce = isScarce(left);
        if (told.compareAndSet(!scarce, scarce)) {
            tell(scarce, left);
        }
    }

    private void tell(boolean scarce, long left) {
        if (scarce) {
            LOG.atWarn()
                    .addKeyValue("left", left)
                    .addKeyValue("most", most)
                    .log("little direct memory is left: newcomers and slow readers are sent away");
        } else {
            LOG.atInfo().addKeyValue("left", left).log("there is direct memory again");
        }
    }
}

package io.belfry.broadcasting.driver;

import org.jspecify.annotations.Nullable;

/** An event did not reach the server, or nobody knows whether it did. */
public final class BroadcastFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean worthAnotherTry;

    private BroadcastFailed(String message, @Nullable Throwable cause, boolean worthAnotherTry) {
        super(message, cause);
        this.worthAnotherTry = worthAnotherTry;
    }

    /** The server refused it, and would again. */
    public static BroadcastFailed forGood(String message, @Nullable Throwable cause) {
        return new BroadcastFailed(message, cause, false);
    }

    /** The server is away, busy or in trouble. */
    public static BroadcastFailed forNow(String message, @Nullable Throwable cause) {
        return new BroadcastFailed(message, cause, true);
    }

    /** Whether the same event may pass later. */
    public boolean isWorthAnotherTry() {
        return worthAnotherTry;
    }
}

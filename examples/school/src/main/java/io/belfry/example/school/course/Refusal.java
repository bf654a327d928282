package io.belfry.example.school.course;

import org.jspecify.annotations.Nullable;

/** What was asked for is not done; the message tells people why. */
public final class Refusal extends RuntimeException {

    /** Why not. */
    public enum Kind {
        /** It can never be done. */
        INVALID,
        /** Others may. */
        FORBIDDEN,
        /** There is no such thing, or none that this person may know of. */
        MISSING,
        /** It could have been done before, or can be later. */
        CONFLICT
    }

    private final Kind kind;

    public Refusal(Kind kind, String message) {
        this(kind, message, null);
    }

    public Refusal(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

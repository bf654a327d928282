package io.belfry.protocol;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Names one connection: two whole numbers with a dot between, as every SDK checks it. The text is
 * kept as it came, because signatures cover it byte for byte.
 *
 * <p>Immutable.
 */
public record SocketId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9]{1,32}\\.[0-9]{1,32}");
    private static final int LARGEST_PART = 1_000_000_000;

    /**
     * @throws IllegalArgumentException when the text is no socket id
     */
    public SocketId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a socket id: two numbers joined by a dot");
        }
    }

    /** The socket id, or null when the text is none. */
    public static @Nullable SocketId parse(String text) {
        return FORM.matcher(text).matches() ? new SocketId(text) : null;
    }

    /**
     * An id that nobody can guess. Uniqueness among living connections is the caller's to check.
     */
    public static SocketId random(SecureRandom random) {
        return new SocketId(part(random) + "." + part(random));
    }

    private static int part(SecureRandom random) {
        return 1 + random.nextInt(LARGEST_PART);
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.belfry.protocol;

import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Why a Redis did not do what it was asked for, as whoever operates it should read it. Immutable.
 *
 * @param refused whether it has answered, and refused; otherwise it did not answer
 * @param reason its own words when it refused, else those of what went wrong first
 */
public record RedisFailure(boolean refused, String reason) {
    /** Where in which script it happened says nothing to who operates it, nor does a full stop. */
    private static final Pattern OF_SCRIPT =
            Pattern.compile("(\\.? script: [0-9a-f]{40}, on @user_script.*)?\\.*$", Pattern.DOTALL);

    /**
     * Reads what a client of Redis has thrown, with all its causes. What says nothing is told by
     * its class.
     *
     * @param isRefusal knows what that client throws when Redis has answered
     */
    public static RedisFailure of(Throwable thrown, Predicate<Throwable> isRefusal) {
        Throwable deepest = thrown;
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (isRefusal.test(each)) {
                return new RedisFailure(true, words(each));
            }
            deepest = each;
        }
        return new RedisFailure(false, words(deepest));
    }

    private static String words(Throwable thrown) {
        String message = thrown.getMessage();
        if (message != null) {
            return OF_SCRIPT.matcher(message).replaceFirst("");
        }
        return thrown instanceof TimeoutException
                ? "no answer in time"
                : thrown.getClass().getSimpleName();
    }
}

package io.belfry.protocol;

import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Why a Redis did not do what it was asked for, as whoever operates it should read it. Immutable.
 *
 * @param refused whether it has answered, and refused; otherwise it did not answer
 * @param reason its own words when it refused, else those of what went wrong first
 */
public record RedisFailure(boolean refused, String reason) {

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
            return message;
        }
        return thrown instanceof TimeoutException
                ? "no answer in time"
                : thrown.getClass().getSimpleName();
    }
}

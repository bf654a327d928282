package io.belfry.notifications.delivery;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What came of bringing a notification over a route. Immutable. */
public sealed interface Attempt {

    /** Who carries it further has taken it. */
    record Sent() implements Attempt {}

    /**
     * It was not needed.
     *
     * @param why it was not: the user has no address there
     */
    record NotNeeded(String why) implements Attempt {}

    /**
     * It may pass later.
     *
     * @param why it did not
     * @param after how long to wait at least; null when nobody has said
     */
    record TryAgain(String why, @Nullable Duration after) implements Attempt {}

    /**
     * It would never pass.
     *
     * @param why it would not
     */
    record Refused(String why) implements Attempt {}

    static Attempt sent() {
        return new Sent();
    }

    static Attempt notNeeded(String why) {
        return new NotNeeded(why);
    }

    /** It may pass later, nobody knows when. */
    static Attempt tryAgain(String why) {
        return new TryAgain(why, null);
    }

    static Attempt refused(String why) {
        return new Refused(why);
    }
}

package io.belfry.notifications.delivery;

import io.belfry.notifications.content.Importance;

import java.time.Duration;

/**
 * A way to users beside the bell. Each notification that names it is brought by a worker, after the
 * commit, alone, and again when that failed for now. A process that dies meanwhile leaves it to
 * others: then the same delivery may be brought twice.
 *
 * <p>Used by many threads at once.
 */
public interface Route {

    /** How long a name may be. */
    int LONGEST_NAME = 50;

    /** What notifications name it by, and preferences: {@code mail}. The same for all time. */
    String name();

    /**
     * Brings a notification to its user, and returns when somebody has taken it. The thread is
     * interrupted when that takes longer than the claim lasts.
     *
     * @throws RuntimeException when something unforeseen goes wrong; then it is tried again
     */
    Attempt deliver(Delivery delivery);

    /**
     * How long each notification waits before it is brought, so that it can turn out not to be
     * needed.
     */
    default Duration delay(Importance importance) {
        return Duration.ZERO;
    }

    /**
     * Whether what waits is not needed any more once the user has seen the item, or has it on a
     * page in sight.
     */
    default boolean unlessSeen() {
        return false;
    }

    /**
     * Whether it interrupts people. Then it waits for the end of a user's quiet hours, unless the
     * notification is urgent.
     */
    default boolean interrupts() {
        return false;
    }
}

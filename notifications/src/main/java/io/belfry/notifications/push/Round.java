package io.belfry.notifications.push;

import io.belfry.notifications.delivery.Attempt;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What the browsers of one user have made of one delivery. Confined to the thread that sends. */
final class Round {
    private boolean isTaken;
    private @Nullable String whyLater;
    private @Nullable Duration after;
    private @Nullable String whyRefused;

    void taken() {
        isTaken = true;
    }

    /**
     * @param pause null when the service does not say
     */
    void later(String why, @Nullable Duration pause) {
        whyLater = why;
        if (pause != null && (after == null || pause.compareTo(after) > 0)) {
            after = pause;
        }
    }

    void refused(String why) {
        whyRefused = why;
    }

    /** Whoever may still take it decides; a refusal counts when nobody has taken it. */
    Attempt attempt() {
        if (whyLater != null) {
            return new Attempt.TryAgain(whyLater, after);
        }
        if (isTaken) {
            return Attempt.sent();
        }
        return whyRefused == null
                ? Attempt.notNeeded("the user has no browser that takes messages")
                : Attempt.refused(whyRefused);
    }
}

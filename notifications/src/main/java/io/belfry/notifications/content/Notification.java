package io.belfry.notifications.content;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Something that a user shall know. A record with nothing but {@link #content()} works: it stands
 * in the bell, and open pages hear of it.
 *
 * <pre>{@code
 * @NotificationType("appointment.confirmed")
 * record AppointmentConfirmed(long appointment, String when) implements Notification {
 *     @Override
 *     public Content content() {
 *         return Content.of("Your appointment is confirmed")
 *                 .withMessage("We expect you at " + when)
 *                 .withActionUrl("/appointments/" + appointment);
 *     }
 * }
 * }</pre>
 *
 * <p>The methods are asked once for each sending, by the thread that sends, before it returns.
 */
public interface Notification {

    /** The route into the bell, which is no other system: it is written with the notification. */
    String BELL = "bell";

    /** The route to pages that are open. */
    String BROADCAST = "broadcast";

    /** What it says. */
    Content content();

    /** What it says over one route, where that is something else: shorter, or longer. */
    default Content contentFor(String route) {
        return content();
    }

    /** Over which routes it goes, as far as the user wants them: the bell and open pages. */
    default List<String> routes() {
        return List.of(BELL, BROADCAST);
    }

    /** How much it matters. */
    default Importance importance() {
        return Importance.NORMAL;
    }

    /** How long it is of interest; then it is deleted, and brought over no route any more. */
    default Optional<Duration> expiresAfter() {
        return Optional.empty();
    }

    /**
     * What it is about, so that a later one of the same type about the same brings the earlier one
     * up to date while the user has not read it, instead of standing beside it: {@code
     * conversation.5}. At most 200 characters.
     */
    default Optional<String> groupKey() {
        return Optional.empty();
    }
}

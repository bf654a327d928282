package io.belfry.example.care.notices;

import io.belfry.live.refresh.LiveRefresh;
import io.belfry.notifications.Notifier;
import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Notification;
import io.belfry.notifications.content.NotificationType;

import org.springframework.stereotype.Component;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The one door for notifications: each stands in its user's bell, and screens that list them hear
 * of it.
 */
@Component
public class Notices {
    private final Notifier notifier;
    private final LiveRefresh liveRefresh;

    Notices(Notifier notifier, LiveRefresh liveRefresh) {
        this.notifier = notifier;
        this.liveRefresh = liveRefresh;
    }

    /** Within the transaction that is the reason: both are there when it commits, or neither. */
    public void tell(Collection<Long> people, Notification notification) {
        List<String> users = people.stream().map(String::valueOf).toList();
        notifier.toUsers(users, notification);
        liveRefresh.notify(Set.of("notifications"), users, false);
    }

    /** A click leads to the booking. */
    private static Content about(long booking, String title) {
        return Content.of(title).withActionUrl("/#/bookings/" + booking);
    }

    /** Brought up to date while it is unread, however often the parent clicks. */
    @NotificationType("checklist.submitted")
    public record ChecklistSubmitted(long childId, String child, String parent)
            implements Notification {
        @Override
        public Content content() {
            return Content.of("Child checklist submitted").withMessage(child + ", by " + parent);
        }

        @Override
        public Optional<String> groupKey() {
            return Optional.of("child." + childId);
        }
    }

    @NotificationType("trainer.assigned")
    public record TrainerAssigned(long booking, String trainer, String child, LocalDate date)
            implements Notification {
        @Override
        public Content content() {
            return about(booking, "%s cares for %s on %s".formatted(trainer, child, date));
        }
    }

    @NotificationType("session.started")
    public record SessionStarted(long booking, String trainer, String child)
            implements Notification {
        @Override
        public Content content() {
            return about(booking, "%s has begun with %s".formatted(trainer, child));
        }
    }

    @NotificationType("session.ended")
    public record SessionEnded(long booking, String trainer, String child) implements Notification {
        @Override
        public Content content() {
            return about(booking, "%s has finished with %s".formatted(trainer, child));
        }
    }

    @NotificationType("absence.requested")
    public record AbsenceRequested(String trainer, LocalDate first, LocalDate last)
            implements Notification {
        @Override
        public Content content() {
            return Content.of("%s asks to be absent".formatted(trainer))
                    .withMessage("%s to %s".formatted(first, last));
        }
    }

    @NotificationType("absence.decided")
    public record AbsenceDecided(LocalDate first, LocalDate last, boolean isApproved)
            implements Notification {
        @Override
        public Content content() {
            return Content.of(isApproved ? "You may be absent" : "You are needed")
                    .withMessage("%s to %s".formatted(first, last));
        }
    }

    @NotificationType("payment.processed")
    public record PaymentProcessed(long booking, String child) implements Notification {
        @Override
        public Content content() {
            return about(booking, "Your payment for %s has arrived".formatted(child));
        }
    }
}

package io.belfry.notifications.delivery;

import io.belfry.fields.Timestamp;
import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Item;
import io.belfry.notifications.store.Claimed;
import io.belfry.notifications.store.DeliveryState;
import io.belfry.notifications.store.Ending;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Brings claimed deliveries over a route, and tells what came of them. Thread-safe. */
final class Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);

    private final Route route;
    private final WorkerSettings settings;
    private final Clock clock;
    private final Map<Thread, Instant> working = new ConcurrentHashMap<>();

    Carrier(Route route, WorkerSettings settings, Clock clock) {
        this.route = route;
        this.settings = settings;
        this.clock = clock;
    }

    /** Leaves it to others. */
    Ending leave(Claimed claimed) {
        return Ending.left(claimed, Timestamp.now(clock));
    }

    Ending carry(Claimed claimed) {
        return ending(claimed, attempt(claimed));
    }

    private Attempt attempt(Claimed claimed) {
        Optional<String> why = whyNot(claimed);
        if (why.isPresent()) {
            return Attempt.notNeeded(why.get());
        }
        if (claimed.attempts() > settings.attempts()) {
            return Attempt.refused(
                    "each of %d attempts was broken off".formatted(settings.attempts()));
        }
        working.put(Thread.currentThread(), claimed.claimedUntil());
        try {
            return route.deliver(delivery(claimed));
        } catch (RuntimeException | Error e) {
            LOG.warn("Route {} broke on delivery {}", route.name(), claimed.id(), e);
            return Attempt.tryAgain(e.toString());
        } finally {
            working.remove(Thread.currentThread());
            // Meant for the route alone, not for the database.
            Thread.interrupted();
        }
    }

    /** Others may have taken it meanwhile; whoever hangs would keep a place for ever. */
    void interruptOverdue() {
        interruptBefore(clock.instant());
    }

    void interruptAll() {
        interruptBefore(Instant.MAX);
    }

    private void interruptBefore(Instant time) {
        for (Thread thread : working.keySet()) {
            working.computeIfPresent(
                    thread,
                    (any, until) -> {
                        if (until.isBefore(time)) {
                            thread.interrupt();
                        }
                        return until;
                    });
        }
    }

    private Optional<String> whyNot(Claimed claimed) {
        Item item = claimed.item();
        Instant expiry = claimed.expiresAt();
        if (expiry != null && !clock.instant().isBefore(expiry)) {
            return Optional.of("it has expired");
        }
        if (item == null && claimed.content() == null) {
            return Optional.of("the item was deleted");
        }
        if (route.unlessSeen() && item != null && item.marks().seenAt() != null) {
            return Optional.of("the user has seen it");
        }
        return Optional.empty();
    }

    private static Delivery delivery(Claimed claimed) {
        Item item = claimed.item();
        return new Delivery(
                claimed.id(),
                claimed.notificationId(),
                claimed.userId(),
                claimed.type(),
                content(claimed.content(), item),
                claimed.importance(),
                item == null ? 1 : item.occurrences(),
                item == null ? claimed.createdAt() : item.createdAt(),
                claimed.expiresAt(),
                claimed.attempts(),
                item == null ? null : claimed.bell());
    }

    private static Content content(@Nullable String own, @Nullable Item item) {
        if (own == null) {
            if (item == null) {
                throw new IllegalArgumentException("there is nothing to bring");
            }
            return item.content();
        }
        return ContentText.read(own);
    }

    private Ending ending(Claimed claimed, Attempt attempt) {
        return switch (attempt) {
            case Attempt.Sent() -> finished(claimed, DeliveryState.SENT, null);
            case Attempt.NotNeeded(String why) -> finished(claimed, DeliveryState.CANCELLED, why);
            case Attempt.Refused(String why) -> givenUp(claimed, why);
            case Attempt.TryAgain(String why, Duration after) ->
                    claimed.attempts() >= settings.attempts()
                            ? givenUp(claimed, why)
                            : postponed(claimed, why, after);
        };
    }

    private Ending finished(Claimed claimed, DeliveryState state, @Nullable String why) {
        return Ending.finished(claimed, state, why, Timestamp.now(clock));
    }

    private Ending givenUp(Claimed claimed, String why) {
        LOG.warn(
                "Delivery {} of {} to user {} over {} is given up at attempt {}: {}",
                claimed.id(),
                claimed.type(),
                claimed.userId(),
                route.name(),
                claimed.attempts(),
                why);
        return finished(claimed, DeliveryState.FAILED, why);
    }

    private Ending postponed(Claimed claimed, String why, @Nullable Duration after) {
        Duration pause = settings.pauses().after(claimed.attempts());
        Duration wait = after != null && after.compareTo(pause) > 0 ? after : pause;
        Instant now = Timestamp.now(clock);
        return Ending.postponed(claimed, why, now.plus(wait).truncatedTo(ChronoUnit.MILLIS), now);
    }
}

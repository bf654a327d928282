package io.belfry.notifications.push;

import io.belfry.database.Database;
import io.belfry.notifications.content.Importance;
import io.belfry.notifications.delivery.Attempt;
import io.belfry.notifications.delivery.Delivery;
import io.belfry.notifications.delivery.Route;
import io.belfry.notifications.store.SubscriptionRow;
import io.belfry.notifications.store.SubscriptionTable;
import io.belfry.webpush.PushClient;
import io.belfry.webpush.PushMessage;
import io.belfry.webpush.PushResult;
import io.belfry.webpush.PushSubscription;
import io.belfry.webpush.Urgency;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Pushes notifications to all browsers of a user, a moment after they were sent, and not at all
 * when a page in sight has shown them by then or the user has seen them. Waits for the end of quiet
 * hours. A browser that has taken a delivery does not get it again when another one makes a second
 * try necessary. Thread-safe: what is known of browsers stands in the database.
 */
public final class WebPushRoute implements Route {
    /** What it is called. */
    public static final String NAME = "webpush";

    private static final Logger LOG = LoggerFactory.getLogger(WebPushRoute.class);

    private final Database database;
    private final PushClient client;
    private final WebPushSettings settings;
    private final Clock clock;

    /**
     * @param client stays open; whoever has opened it closes it after the notifier
     */
    public WebPushRoute(
            Database database, PushClient client, WebPushSettings settings, Clock clock) {
        this.database = database;
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration delay(Importance importance) {
        return importance == Importance.URGENT ? Duration.ZERO : settings.delay();
    }

    @Override
    public boolean unlessSeen() {
        return true;
    }

    @Override
    public boolean interrupts() {
        return true;
    }

    @Override
    public Attempt deliver(Delivery delivery) {
        List<SubscriptionRow> browsers =
                database.own(handle -> SubscriptionTable.of(handle, delivery.userId()));
        PushMessage message = message(delivery);
        Round round = new Round();
        for (SubscriptionRow browser : browsers) {
            if (delivery.id().equals(browser.lastDelivery())) {
                round.taken();
                continue;
            }
            PushSubscription to =
                    PushSubscription.of(browser.endpoint(), browser.p256dh(), browser.auth());
            PushResult result = client.send(to, message);
            // Meant for what is sent, not for the database.
            boolean isInterrupted = Thread.interrupted();
            note(round, delivery, browser, to.endpoint().getHost(), result);
            if (isInterrupted) {
                Thread.currentThread().interrupt();
                return Attempt.tryAgain("interrupted");
            }
        }
        return round.attempt();
    }

    private void note(
            Round round,
            Delivery delivery,
            SubscriptionRow browser,
            String host,
            PushResult result) {
        switch (result) {
            case PushResult.Accepted() -> {
                database.own(
                        handle -> SubscriptionTable.taken(handle, browser.key(), delivery.id()));
                round.taken();
            }
            case PushResult.Gone(int status) -> {
                database.own(handle -> SubscriptionTable.delete(handle, browser.key()));
                LOG.debug("A browser at {} is forgotten: {}", host, status);
            }
            case PushResult.Later(String reason, Duration after) ->
                    round.later(host + ": " + reason, after);
            case PushResult.Refused(String reason) -> {
                LOG.warn("Delivery {} is refused at {}: {}", delivery.id(), host, reason);
                round.refused(host + ": " + reason);
            }
        }
    }

    private PushMessage message(Delivery delivery) {
        return new PushMessage(
                PushText.of(delivery),
                ttl(delivery),
                urgency(delivery.importance()),
                topic(delivery.notificationId()));
    }

    private Duration ttl(Delivery delivery) {
        Instant expiry = delivery.expiresAt();
        if (expiry == null) {
            return settings.ttl();
        }
        Duration left = Duration.between(clock.instant(), expiry);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(settings.ttl()) < 0 ? left : settings.ttl();
    }

    private static Urgency urgency(Importance importance) {
        return switch (importance) {
            case LOW -> Urgency.LOW;
            case NORMAL -> Urgency.NORMAL;
            case HIGH, URGENT -> Urgency.HIGH;
        };
    }

    /** A newer version of an item takes the place of one that still waits. */
    private static String topic(UUID id) {
        byte[] bytes =
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package io.belfry.notifications.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes notifications into the log of this class, to see while developing. Thread-safe. */
public final class LogRoute implements Route {
    /** What it is called. */
    public static final String NAME = "log";

    private static final Logger LOG = LoggerFactory.getLogger(LogRoute.class);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Attempt deliver(Delivery delivery) {
        LOG.info(
                "Notification {} of {} for user {}: {} {}",
                delivery.notificationId(),
                delivery.type(),
                delivery.userId(),
                delivery.content().title(),
                delivery.content().data().json());
        return Attempt.sent();
    }
}

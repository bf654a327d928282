package io.belfry.spring.notifications;

import io.belfry.notifications.Notifier;

/**
 * Says more of the notifier than properties do. Beans of this type are asked in their order, once,
 * before it is opened.
 */
@FunctionalInterface
public interface NotifierCustomizer {

    /**
     * @param builder with what properties and beans say
     */
    void customize(Notifier.Builder builder);
}

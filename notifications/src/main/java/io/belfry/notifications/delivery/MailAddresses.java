package io.belfry.notifications.delivery;

import java.util.Optional;

/** Knows where users get mail: the application. Used by many threads at once. */
@FunctionalInterface
public interface MailAddresses {

    /**
     * The address of a user; empty when there is none, and then no mail is sent.
     *
     * @throws RuntimeException when it cannot tell now; it is asked again later
     */
    Optional<String> of(String userId);
}

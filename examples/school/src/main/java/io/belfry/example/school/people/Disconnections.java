package io.belfry.example.school.people;

import io.belfry.broadcasting.Broadcaster;

import org.springframework.context.event.EventListener;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.session.SessionDestroyedEvent;
import org.springframework.stereotype.Component;

import java.util.Objects;

/** Ends the connections of whoever signs out: pages that may still be seen come back. */
@Component
class Disconnections {
    private final Broadcaster broadcaster;

    Disconnections(Broadcaster broadcaster) {
        this.broadcaster = broadcaster;
    }

    /** Also by time, or because somebody else has signed in over it. */
    @EventListener
    void sessionEnded(SessionDestroyedEvent event) {
        event.getSecurityContexts().stream()
                .map(SecurityContext::getAuthentication)
                .filter(Objects::nonNull)
                .map(Authentication::getName)
                .forEach(broadcaster::disconnect);
    }
}

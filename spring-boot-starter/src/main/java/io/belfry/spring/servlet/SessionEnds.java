package io.belfry.spring.servlet;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.spring.web.Principals;

import org.springframework.context.event.EventListener;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.session.SessionDestroyedEvent;

/**
 * Ends the connections of a user when a session of theirs ends: by signing out, by time, or because
 * somebody else signs in over it. Immutable.
 */
final class SessionEnds {
    private final Broadcaster broadcaster;
    private final Principals principals;

    SessionEnds(Broadcaster broadcaster, Principals principals) {
        this.broadcaster = broadcaster;
        this.principals = principals;
    }

    @EventListener
    void ended(SessionDestroyedEvent event) {
        for (SecurityContext context : event.getSecurityContexts()) {
            Authentication authentication = context.getAuthentication();
            ChannelUser user = authentication == null ? null : principals.user(authentication);
            if (user != null) {
                broadcaster.disconnect(user.id());
            }
        }
    }
}

package io.belfry.example.helpdesk.live;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.example.helpdesk.people.People;
import io.belfry.example.helpdesk.tickets.Ticket;
import io.belfry.example.helpdesk.tickets.TicketAccess;

import org.springframework.context.event.EventListener;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.session.SessionDestroyedEvent;
import org.springframework.stereotype.Component;

import java.util.Objects;

/**
 * Ends the connections of people who may not hear any more what they still listen to. Whoever may
 * hear the rest comes back, and is asked anew.
 */
@Component
public class Disconnections {
    private final Broadcaster broadcaster;
    private final TicketAccess access;
    private final People people;

    Disconnections(Broadcaster broadcaster, TicketAccess access, People people) {
        this.broadcaster = broadcaster;
        this.access = access;
        this.people = people;
    }

    /** By signing out, by time, or because somebody else has signed in over it. */
    @EventListener
    void sessionEnded(SessionDestroyedEvent event) {
        event.getSecurityContexts().stream()
                .map(SecurityContext::getAuthentication)
                .filter(Objects::nonNull)
                .map(Authentication::getName)
                .forEach(broadcaster::disconnect);
    }

    /** Of the agents who may not read a ticket any more since it was handed over. */
    public void handedOver(Ticket before, Ticket after) {
        people.whoAnswer(before.office().id()).stream()
                .filter(person -> !access.mayRead(person, after))
                .map(people::login)
                .forEach(broadcaster::disconnect);
    }
}

package io.belfry.example.helpdesk.live;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.example.helpdesk.people.People;
import io.belfry.example.helpdesk.tickets.Ticket;
import io.belfry.example.helpdesk.tickets.TicketAccess;

import org.springframework.stereotype.Component;

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

    /** Of the agents who may not read a ticket any more since it was handed over. */
    public void handedOver(Ticket before, Ticket after) {
        people.whoAnswer(before.office().id()).stream()
                .filter(person -> !access.mayRead(person, after))
                .map(people::login)
                .forEach(broadcaster::disconnect);
    }
}

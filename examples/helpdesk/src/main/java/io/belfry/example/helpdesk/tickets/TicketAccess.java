package io.belfry.example.helpdesk.tickets;

import io.belfry.example.helpdesk.people.People;
import io.belfry.example.helpdesk.people.Person;

import org.springframework.stereotype.Component;

/**
 * Who may see a ticket. Pages and channels ask here, so that nobody hears what they may not read.
 */
@Component
public class TicketAccess {
    private final People people;

    TicketAccess(People people) {
        this.people = people;
    }

    /**
     * Customers their own; agents those of their offices, those that are assigned to them, and
     * their own; admins all.
     */
    public boolean mayRead(Person person, Ticket ticket) {
        boolean isCreator = ticket.creator().equals(person);
        return switch (person.role()) {
            case CUSTOMER -> isCreator;
            case AGENT ->
                    isCreator
                            || person.equals(ticket.assignedTo())
                            || people.answers(person, ticket.office().id());
            case ADMIN -> true;
        };
    }

    /** Whether somebody who may read it may also see its notes, and work on it. */
    public boolean mayWorkOn(Person person, Ticket ticket) {
        return !person.isCustomer() && mayRead(person, ticket);
    }
}

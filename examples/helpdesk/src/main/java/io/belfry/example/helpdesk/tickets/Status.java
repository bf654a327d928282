package io.belfry.example.helpdesk.tickets;

import java.util.Set;

/** How far a ticket has come. */
public enum Status {
    OPEN,
    /** Waits for the customer. */
    PENDING,
    RESOLVED,
    CLOSED;

    /** What a customer may set: open it again, or have done with it. */
    public static final Set<Status> OF_CUSTOMERS = Set.of(OPEN, CLOSED);
}

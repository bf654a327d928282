package io.belfry.example.helpdesk.desk;

import java.io.Serial;

/** There is no such ticket, or none that this person may know of: they cannot tell which. */
public class NoSuchTicket extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    public NoSuchTicket() {
        super("There is no such ticket.");
    }
}

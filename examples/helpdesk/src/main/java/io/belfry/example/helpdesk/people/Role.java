package io.belfry.example.helpdesk.people;

/** What somebody may do here. */
public enum Role {
    /** Writes tickets, and sees their own. */
    CUSTOMER,
    /** Answers the tickets of their offices. */
    AGENT,
    /** Answers all. */
    ADMIN
}

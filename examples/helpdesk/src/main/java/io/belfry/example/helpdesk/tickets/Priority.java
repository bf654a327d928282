package io.belfry.example.helpdesk.tickets;

/** How soon agents want to answer; nothing that customers know of. */
public enum Priority {
    LOW,
    NORMAL,
    HIGH
}

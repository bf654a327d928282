package io.belfry.example.care.people;

/** What somebody may do here. */
public enum Role {
    /** Runs the office, and sees everything. */
    ADMIN,
    /** Books care for their own children. */
    PARENT,
    /** Cares for the children of the sessions that are theirs. */
    TRAINER
}

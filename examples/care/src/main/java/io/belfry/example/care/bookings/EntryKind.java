package io.belfry.example.care.bookings;

/** What a clock records. */
enum EntryKind {
    /** The trainer has begun. */
    IN,
    /** The trainer has finished. */
    OUT
}

package io.belfry.example.helpdesk.tickets;

import io.belfry.example.helpdesk.people.Office;
import io.belfry.example.helpdesk.people.Person;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that a customer wants solved.
 *
 * @param uuid by which the world knows it
 * @param assignedTo who answers it; null while nobody in particular does
 * @param updatedAt when something happened to it that its customer may know of
 */
public record Ticket(
        long id,
        UUID uuid,
        String subject,
        Status status,
        Priority priority,
        Person creator,
        Office office,
        @Nullable Person assignedTo,
        Instant updatedAt) {

    public Ticket withSubject(String other) {
        return new Ticket(
                id, uuid, other, status, priority, creator, office, assignedTo, updatedAt);
    }

    public Ticket withStatus(Status other) {
        return new Ticket(
                id, uuid, subject, other, priority, creator, office, assignedTo, updatedAt);
    }

    public Ticket withPriority(Priority other) {
        return new Ticket(id, uuid, subject, status, other, creator, office, assignedTo, updatedAt);
    }

    /** In another office, where nobody is assigned to it yet. */
    public Ticket withOffice(Office other) {
        return new Ticket(id, uuid, subject, status, priority, creator, other, null, updatedAt);
    }

    public Ticket withAssignedTo(@Nullable Person other) {
        return new Ticket(id, uuid, subject, status, priority, creator, office, other, updatedAt);
    }

    public Ticket withUpdatedAt(Instant other) {
        return new Ticket(id, uuid, subject, status, priority, creator, office, assignedTo, other);
    }
}

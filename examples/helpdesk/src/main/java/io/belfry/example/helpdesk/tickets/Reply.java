package io.belfry.example.helpdesk.tickets;

import io.belfry.example.helpdesk.people.Person;

import java.time.Instant;
import java.util.List;

/**
 * What somebody has written about a ticket.
 *
 * @param isInternal whether it is a note that customers must not see
 */
public record Reply(
        long id,
        Person author,
        String message,
        boolean isInternal,
        Instant createdAt,
        List<Attachment> attachments) {

    /**
     * A file that came with a reply.
     *
     * @param size in bytes
     */
    public record Attachment(long id, String filename, long size) {}
}

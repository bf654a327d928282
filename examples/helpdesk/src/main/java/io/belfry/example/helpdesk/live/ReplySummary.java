package io.belfry.example.helpdesk.live;

import io.belfry.example.helpdesk.tickets.Reply;

import java.time.Instant;
import java.util.List;

/** A reply, as pages are told of it. */
record ReplySummary(
        long id,
        String message,
        boolean isInternal,
        Instant createdAt,
        PersonSummary user,
        List<AttachmentSummary> attachments) {

    static ReplySummary of(Reply reply) {
        return new ReplySummary(
                reply.id(),
                reply.message(),
                reply.isInternal(),
                reply.createdAt(),
                PersonSummary.of(reply.author()),
                reply.attachments().stream()
                        .map(each -> new AttachmentSummary(each.filename(), each.size()))
                        .toList());
    }

    /**
     * @param size in bytes
     */
    record AttachmentSummary(String filename, long size) {}
}

package io.belfry.example.helpdesk.live;

import io.belfry.broadcasting.event.VisibleTo;
import io.belfry.example.helpdesk.tickets.Priority;
import io.belfry.example.helpdesk.tickets.Ticket;

import java.util.UUID;

/** Which ticket an event is about. */
record TicketSummary(UUID uuid, String subject, @VisibleTo(Audience.AGENT) Priority priority) {

    static TicketSummary of(Ticket ticket) {
        return new TicketSummary(ticket.uuid(), ticket.subject(), ticket.priority());
    }
}

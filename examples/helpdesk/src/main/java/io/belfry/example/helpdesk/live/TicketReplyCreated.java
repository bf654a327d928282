package io.belfry.example.helpdesk.live;

import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.example.helpdesk.tickets.Reply;
import io.belfry.example.helpdesk.tickets.Ticket;

/** Somebody has replied, for everybody to see. */
@BroadcastName("ticket.reply.created")
@BroadcastOn({TicketChannels.TICKET, TicketChannels.USER, TicketChannels.OFFICE})
public record TicketReplyCreated(Ticket ticket, Reply reply) implements TicketEvent {

    public TicketReplyCreated {
        if (reply.isInternal()) {
            throw new IllegalArgumentException("a note is told by InternalNoteCreated");
        }
    }

    @Override
    public Payload broadcastWith() {
        return new Payload(TicketSummary.of(ticket), ReplySummary.of(reply));
    }

    record Payload(TicketSummary ticket, ReplySummary reply) {}
}

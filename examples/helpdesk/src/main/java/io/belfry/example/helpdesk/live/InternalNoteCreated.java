package io.belfry.example.helpdesk.live;

import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.VisibleTo;
import io.belfry.example.helpdesk.tickets.Reply;
import io.belfry.example.helpdesk.tickets.Ticket;

import java.util.List;

/**
 * Somebody has written a note: to pages a reply like any other, and to customers nothing at all.
 */
@VisibleTo(Audience.AGENT)
@BroadcastName("ticket.reply.created")
@BroadcastOn({TicketChannels.TICKET, TicketChannels.OFFICE})
public record InternalNoteCreated(Ticket ticket, Reply reply) implements TicketEvent {

    @Override
    public List<Channel> channels() {
        return insideChannels();
    }

    @Override
    public TicketReplyCreated.Payload broadcastWith() {
        return new TicketReplyCreated.Payload(TicketSummary.of(ticket), ReplySummary.of(reply));
    }
}

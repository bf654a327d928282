package io.belfry.example.helpdesk.live;

import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.Channel;
import io.belfry.example.helpdesk.tickets.Ticket;

import java.time.Instant;
import java.util.List;

/** There is a new ticket. */
@BroadcastName("ticket.created")
@BroadcastOn({TicketChannels.USER, TicketChannels.OFFICE})
public record TicketCreated(Ticket ticket) implements TicketEvent {

    @Override
    public List<Channel> channels() {
        return List.of(
                TicketChannels.user(ticket.creator()), TicketChannels.office(ticket.office().id()));
    }

    @Override
    public Payload broadcastWith() {
        return new Payload(
                TicketSummary.of(ticket), PersonSummary.of(ticket.creator()), ticket.updatedAt());
    }

    record Payload(TicketSummary ticket, PersonSummary user, Instant at) {}
}

package io.belfry.example.helpdesk.live;

import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.example.helpdesk.people.Person;
import io.belfry.example.helpdesk.tickets.Status;
import io.belfry.example.helpdesk.tickets.Ticket;

import java.time.Instant;

/**
 * Somebody has given a ticket another status.
 *
 * @param ticket as it is now
 */
@BroadcastName("ticket.status.changed")
@BroadcastOn({TicketChannels.TICKET, TicketChannels.USER, TicketChannels.OFFICE})
public record TicketStatusChanged(Ticket ticket, Person actor, Status oldStatus)
        implements TicketEvent {

    @Override
    public Payload broadcastWith() {
        return new Payload(
                TicketSummary.of(ticket),
                PersonSummary.of(actor),
                oldStatus,
                ticket.status(),
                ticket.updatedAt());
    }

    record Payload(
            TicketSummary ticket,
            PersonSummary user,
            Status oldStatus,
            Status newStatus,
            Instant at) {}
}

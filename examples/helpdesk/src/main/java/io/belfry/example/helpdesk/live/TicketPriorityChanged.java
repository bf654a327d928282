package io.belfry.example.helpdesk.live;

import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.VisibleTo;
import io.belfry.example.helpdesk.live.TicketUpdated.Change;
import io.belfry.example.helpdesk.people.Person;
import io.belfry.example.helpdesk.tickets.Priority;
import io.belfry.example.helpdesk.tickets.Ticket;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** Somebody has given a ticket another priority, which is nothing that customers hear of. */
@VisibleTo(Audience.AGENT)
@BroadcastName("ticket.updated")
@BroadcastOn({TicketChannels.TICKET, TicketChannels.OFFICE})
public record TicketPriorityChanged(Ticket ticket, Person actor, Priority oldPriority, Instant at)
        implements TicketEvent {

    @Override
    public List<Channel> channels() {
        return insideChannels();
    }

    @Override
    public Payload broadcastWith() {
        return new Payload(
                TicketSummary.of(ticket),
                PersonSummary.of(actor),
                new Changes(Change.between(oldPriority, ticket.priority())),
                at);
    }

    record Payload(TicketSummary ticket, PersonSummary user, Changes changes, Instant at) {}

    record Changes(@Nullable Change priority) {}
}

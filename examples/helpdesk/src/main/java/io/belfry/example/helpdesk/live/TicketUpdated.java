package io.belfry.example.helpdesk.live;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.Channel;
import io.belfry.example.helpdesk.people.Person;
import io.belfry.example.helpdesk.tickets.Ticket;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Somebody has changed the subject, the office or the agent of a ticket. Those who had it hear of
 * it as well as those who have it now.
 *
 * @param before as it was
 * @param ticket as it is now
 */
@BroadcastName("ticket.updated")
@BroadcastOn({TicketChannels.TICKET, TicketChannels.USER, TicketChannels.OFFICE})
public record TicketUpdated(Ticket before, Ticket ticket, Person actor) implements TicketEvent {

    @Override
    public List<Channel> channels() {
        Set<Channel> channels = new LinkedHashSet<>(TicketEvent.super.channels());
        channels.add(TicketChannels.office(before.office().id()));
        Person assignedTo = ticket.assignedTo();
        if (assignedTo != null) {
            channels.add(TicketChannels.user(assignedTo));
        }
        return List.copyOf(channels);
    }

    @Override
    public Payload broadcastWith() {
        Changes changes =
                new Changes(
                        Change.between(before.subject(), ticket.subject()),
                        Change.between(before.office().name(), ticket.office().name()),
                        Change.between(nameOf(before.assignedTo()), nameOf(ticket.assignedTo())));
        return new Payload(
                TicketSummary.of(ticket), PersonSummary.of(actor), changes, ticket.updatedAt());
    }

    private static @Nullable String nameOf(@Nullable Person person) {
        return person == null ? null : person.name();
    }

    record Payload(TicketSummary ticket, PersonSummary user, Changes changes, Instant at) {}

    /** Null is what has stayed as it was. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Changes(
            @Nullable Change subject, @Nullable Change office, @Nullable Change assignedTo) {}

    record Change(@Nullable Object from, @Nullable Object to) {
        static @Nullable Change between(@Nullable Object from, @Nullable Object to) {
            return Objects.equals(from, to) ? null : new Change(from, to);
        }
    }
}

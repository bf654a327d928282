package io.belfry.example.helpdesk.live;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.Channel;
import io.belfry.example.helpdesk.tickets.Ticket;

import java.util.List;

/** Something that has happened to a ticket. */
interface TicketEvent extends BroadcastEvent {

    Ticket ticket();

    /** Its customer wants to know, whoever looks at it, and its office. */
    @Override
    default List<Channel> channels() {
        return List.of(
                TicketChannels.ticket(ticket()),
                TicketChannels.user(ticket().creator()),
                TicketChannels.office(ticket().office().id()));
    }

    /** Where nobody but agents may hear of it. */
    default List<Channel> insideChannels() {
        return List.of(
                TicketChannels.ticket(ticket()), TicketChannels.office(ticket().office().id()));
    }
}

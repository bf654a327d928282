package io.belfry.example.helpdesk.desk;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.example.helpdesk.live.Disconnections;
import io.belfry.example.helpdesk.live.InternalNoteCreated;
import io.belfry.example.helpdesk.live.TicketCreated;
import io.belfry.example.helpdesk.live.TicketNotifications;
import io.belfry.example.helpdesk.live.TicketPriorityChanged;
import io.belfry.example.helpdesk.live.TicketReplyCreated;
import io.belfry.example.helpdesk.live.TicketStatusChanged;
import io.belfry.example.helpdesk.live.TicketUpdated;
import io.belfry.example.helpdesk.people.Office;
import io.belfry.example.helpdesk.people.People;
import io.belfry.example.helpdesk.people.Person;
import io.belfry.example.helpdesk.tickets.Priority;
import io.belfry.example.helpdesk.tickets.Reply;
import io.belfry.example.helpdesk.tickets.Status;
import io.belfry.example.helpdesk.tickets.Ticket;
import io.belfry.example.helpdesk.tickets.TicketAccess;
import io.belfry.example.helpdesk.tickets.Tickets;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** What people do with tickets. What somebody does is told to all others who may know of it. */
@Service
@Transactional
public class TicketDesk {
    private final Tickets tickets;
    private final TicketAccess access;
    private final People people;
    private final Broadcaster broadcaster;
    private final Disconnections disconnections;
    private final TicketNotifications notifications;

    TicketDesk(
            Tickets tickets,
            TicketAccess access,
            People people,
            Broadcaster broadcaster,
            Disconnections disconnections,
            TicketNotifications notifications) {
        this.tickets = tickets;
        this.access = access;
        this.people = people;
        this.broadcaster = broadcaster;
        this.disconnections = disconnections;
        this.notifications = notifications;
    }

    /**
     * Opens a ticket.
     *
     * @param message what the first reply says
     * @throws Refused when there is no such office
     */
    public Ticket open(
            Person creator, String subject, long office, String message, List<Tickets.File> files) {
        Ticket ticket = tickets.add(creator, officeOf(office), subject);
        tickets.add(ticket, creator, message, false, files);
        tell(new TicketCreated(ticket));
        return ticket;
    }

    /**
     * Replies to a ticket, or notes something about it.
     *
     * @param isInternal whether customers must not see it
     * @throws Refused when that person may not
     */
    public Reply reply(
            Person author,
            UUID uuid,
            String message,
            boolean isInternal,
            List<Tickets.File> files) {
        Ticket ticket = lock(author, uuid);
        if (isInternal && !access.mayWorkOn(author, ticket)) {
            throw new Refused("Only agents write notes.");
        }
        Reply reply = tickets.add(ticket, author, message, isInternal, files);
        tell(
                isInternal
                        ? new InternalNoteCreated(ticket, reply)
                        : new TicketReplyCreated(ticket, reply));
        notifications.replied(ticket, reply);
        return reply;
    }

    /**
     * Changes the status of a ticket.
     *
     * @throws Refused when that person may not
     */
    public void changeStatus(Person actor, UUID uuid, Status status) {
        Ticket before = lock(actor, uuid);
        if (!access.mayWorkOn(actor, before) && !Status.OF_CUSTOMERS.contains(status)) {
            throw new Refused("Customers open and close tickets, and nothing else.");
        }
        if (before.status() != status) {
            Ticket now = save(before.withStatus(status).withUpdatedAt(tickets.time()));
            tell(new TicketStatusChanged(now, actor, before.status()));
        }
    }

    /**
     * Changes the priority of a ticket.
     *
     * @throws Refused when that person may not
     */
    public void changePriority(Person actor, UUID uuid, Priority priority) {
        Ticket before = lockToWork(actor, uuid);
        if (before.priority() != priority) {
            Ticket now = save(before.withPriority(priority));
            tell(new TicketPriorityChanged(now, actor, before.priority(), tickets.time()));
        }
    }

    /**
     * Gives a ticket another subject.
     *
     * @throws Refused when that person may not
     */
    public void rename(Person actor, UUID uuid, String subject) {
        update(actor, uuid, ticket -> ticket.withSubject(subject));
    }

    /**
     * Hands a ticket over to another office, and takes it from whom it was assigned to.
     *
     * @throws Refused when that person may not, or there is no such office
     */
    public void move(Person actor, UUID uuid, long office) {
        Office to = officeOf(office);
        update(actor, uuid, ticket -> ticket.office().equals(to) ? ticket : ticket.withOffice(to));
    }

    /**
     * Assigns a ticket.
     *
     * @param agent null for nobody
     * @throws Refused when that person may not, or the agent does not answer for the ticket's
     *     office
     */
    public void assign(Person actor, UUID uuid, @Nullable Long agent) {
        update(
                actor,
                uuid,
                ticket -> {
                    if (agent == null) {
                        return ticket.withAssignedTo(null);
                    }
                    Person to =
                            people.find(agent)
                                    .filter(each -> people.answers(each, ticket.office().id()))
                                    .orElseThrow(() ->
                                            new Refused(
                                                    "That person does not answer for "
                                                            + ticket.office().name()
                                                            + "."));
                    return ticket.withAssignedTo(to);
                });
    }

    private void update(Person actor, UUID uuid, UnaryOperator<Ticket> change) {
        Ticket before = lockToWork(actor, uuid);
        Ticket after = change.apply(before);
        if (!after.equals(before)) {
            Ticket saved = save(after.withUpdatedAt(tickets.time()));
            tell(new TicketUpdated(before, saved, actor));
            if (!Objects.equals(saved.assignedTo(), before.assignedTo())) {
                notifications.assigned(saved, actor);
            }
            if (!saved.office().equals(before.office())) {
                disconnections.handedOver(before, saved);
            }
        }
    }

    private Ticket lock(Person person, UUID uuid) {
        return tickets.lock(uuid)
                .filter(ticket -> access.mayRead(person, ticket))
                .orElseThrow(NoSuchTicket::new);
    }

    private Ticket lockToWork(Person person, UUID uuid) {
        Ticket ticket = lock(person, uuid);
        if (!access.mayWorkOn(person, ticket)) {
            throw new Refused("Only agents do that.");
        }
        return ticket;
    }

    private Ticket save(Ticket ticket) {
        tickets.save(ticket);
        return tickets.find(ticket.uuid()).orElseThrow();
    }

    private Office officeOf(long id) {
        return people.office(id).orElseThrow(() -> new Refused("There is no such office."));
    }

    /** The page that did it knows already. */
    private void tell(BroadcastEvent event) {
        broadcaster.broadcast(event).toOthers().send();
    }
}

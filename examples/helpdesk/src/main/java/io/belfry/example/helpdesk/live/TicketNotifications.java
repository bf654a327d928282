package io.belfry.example.helpdesk.live;

import io.belfry.example.helpdesk.people.People;
import io.belfry.example.helpdesk.people.Person;
import io.belfry.example.helpdesk.tickets.Reply;
import io.belfry.example.helpdesk.tickets.Ticket;
import io.belfry.example.helpdesk.tickets.TicketAccess;
import io.belfry.notifications.Notifier;
import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Notification;
import io.belfry.notifications.content.NotificationType;

import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands in people's bells: what they would want to know of when they come back. */
@Component
public class TicketNotifications {
    private final Notifier notifier;
    private final TicketAccess access;
    private final People people;

    TicketNotifications(Notifier notifier, TicketAccess access, People people) {
        this.notifier = notifier;
        this.access = access;
        this.people = people;
    }

    /** Replies that were not read yet are one notification, the last of them. */
    @NotificationType("ticket.replied")
    record Replied(Ticket ticket, String author) implements Notification {
        @Override
        public Content content() {
            return Content.of("New reply to \"%s\"".formatted(ticket.subject()))
                    .withMessage(author)
                    .withActionUrl("/tickets/" + ticket.uuid());
        }

        @Override
        public Optional<String> groupKey() {
            return Optional.of(ticket.uuid().toString());
        }
    }

    /** A ticket is somebody's now. */
    @NotificationType("ticket.assigned")
    record Assigned(Ticket ticket, String actor) implements Notification {
        @Override
        public Content content() {
            return Content.of("\"%s\" is yours".formatted(ticket.subject()))
                    .withMessage(actor)
                    .withActionUrl("/tickets/" + ticket.uuid());
        }
    }

    /**
     * Those whose ticket it is, on either side, hear of what others write; customers of no note.
     */
    public void replied(Ticket ticket, Reply reply) {
        List<String> concerned =
                Stream.of(ticket.creator(), ticket.assignedTo())
                        .filter(Objects::nonNull)
                        .filter(person -> person.id() != reply.author().id())
                        .filter(person -> !(reply.isInternal() && person.isCustomer()))
                        .filter(person -> access.mayRead(person, ticket))
                        .map(people::login)
                        .toList();
        notifier.toUsers(concerned, new Replied(ticket, reply.author().name()));
    }

    /** Who takes a ticket knows; who is given one wants to. */
    public void assigned(Ticket ticket, Person actor) {
        Person agent = ticket.assignedTo();
        if (agent != null && agent.id() != actor.id()) {
            notifier.toUser(people.login(agent), new Assigned(ticket, actor.name()));
        }
    }
}

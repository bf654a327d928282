package io.belfry.example.helpdesk.live;

import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.rule.ChannelRule;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.broadcasting.rule.Decision;
import io.belfry.broadcasting.rule.Users;
import io.belfry.example.helpdesk.people.People;
import io.belfry.example.helpdesk.people.Person;
import io.belfry.example.helpdesk.people.SignedIn;
import io.belfry.example.helpdesk.tickets.Ticket;
import io.belfry.example.helpdesk.tickets.TicketAccess;
import io.belfry.example.helpdesk.tickets.Tickets;
import io.belfry.live.shared.UserNames;
import io.belfry.spring.ChannelRulesCustomizer;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

import java.util.Map;
import java.util.UUID;

/** The channels of the help desk, and who may listen to them. */
@Component
public class TicketChannels {
    static final String USER = "user.{user}";
    static final String TICKET = "tickets.{ticket}";
    static final String OFFICE = "office.{office}";
    static final String VIEWERS = "viewers.{ticket}";

    private final TicketAccess access;
    private final People people;

    TicketChannels(TicketAccess access, People people) {
        this.access = access;
        this.people = people;
    }

    /**
     * A rule that wants a ticket gets it from here; for a ticket that is not there nobody is let
     * in.
     */
    @Bean
    static ChannelRulesCustomizer ticketsByUuid(Tickets tickets) {
        return rules ->
                rules.resolver(Ticket.class, UUID.class, uuid -> tickets.find(uuid).orElse(null));
    }

    /** How those are called who are typing. */
    @Bean
    static UserNames names(People people) {
        return people::names;
    }

    /** What concerns one person, who sees it as customers do. */
    @ChannelRule(value = USER, audiences = Audience.CUSTOMER)
    Decision mayHear(SignedIn me, long user) {
        return me.person().id() == user
                ? Decision.audience(Audience.CUSTOMER)
                : Decision.deny("somebody else");
    }

    /** What happens to a ticket; agents are told more of it than customers. */
    @ChannelRule(
            value = TICKET,
            audiences = {Audience.CUSTOMER, Audience.AGENT})
    Decision mayFollow(SignedIn me, Ticket ticket) {
        if (!access.mayRead(me.person(), ticket)) {
            return Decision.deny("may not read the ticket");
        }
        return Decision.audience(me.person().isCustomer() ? Audience.CUSTOMER : Audience.AGENT);
    }

    /** What happens to the tickets of an office; no customer ever hears it. */
    @ChannelRule(value = OFFICE, audiences = Audience.AGENT)
    Decision mayWorkIn(SignedIn me, long office) {
        return people.answers(me.person(), office)
                ? Decision.audience(Audience.AGENT)
                : Decision.deny("does not answer for the office");
    }

    /**
     * Which agents look at a ticket, so that two of them do not answer it; customers are not told.
     */
    @ChannelRule(VIEWERS)
    Decision mayBeSeenAt(SignedIn me, Ticket ticket) {
        return access.mayWorkOn(me.person(), ticket)
                ? Decision.member(Map.of("name", me.person().name()))
                : Decision.deny("may not work on the ticket");
    }

    static Channel user(Person person) {
        return new PrivateChannel("user." + person.id());
    }

    static Channel ticket(Ticket ticket) {
        return new PrivateChannel("tickets." + ticket.uuid());
    }

    static Channel office(long office) {
        return new PrivateChannel("office." + office);
    }

    /**
     * The channel on which somebody hears of a ticket, as Echo wants it named; null when they may
     * not.
     */
    public static @Nullable String nameFor(SignedIn me, Ticket ticket, ChannelRules rules) {
        Users only = Users.only(ChannelUser.of(me.login(), me));
        Channel channel = rules.channelFor(ticket(ticket), only);
        return channel == null ? null : channel.name();
    }
}

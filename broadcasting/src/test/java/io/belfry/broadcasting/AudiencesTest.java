package io.belfry.broadcasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.event.VisibleTo;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.broadcasting.rule.Decision;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

/** One event, of which each audience hears what it may see. */
class AudiencesTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    record Reply(String message, @VisibleTo("agent") @Nullable String note) {}

    @BroadcastName("ticket.reply.created")
    record TicketReplied(int ticket, Reply reply) implements BroadcastEvent {
        @Override
        public List<Channel> channels() {
            return List.of(new PrivateChannel("tickets." + ticket), new PrivateChannel("user.1"));
        }
    }

    @VisibleTo("agent")
    @BroadcastName("ticket.reply.created")
    record InternalNote(List<Channel> channels, String text) implements BroadcastEvent {}

    private static final ChannelRules TICKETS =
            ChannelRules.builder()
                    .channel(
                            "tickets.{ticket}",
                            List.of("customer", "agent"),
                            (user, at) -> Decision.audience("customer"))
                    .build();

    @Test
    void each_audience_hears_what_it_may_see_and_nobody_hears_it_twice() {
        HubClient customer =
                given.client().subscribes("private-tickets.5").subscribes("private-user.1");
        HubClient agent = given.client().subscribes("private-tickets.5@agent");
        Broadcaster broadcaster =
                given.keeping(
                        Broadcaster.builder()
                                .connection("main", Way.HTTP.to(given))
                                .rules(TICKETS)
                                .build());

        broadcaster.broadcast(new TicketReplied(5, new Reply("hello", "rude"))).now().send();
        Channel ticket = new PrivateChannel("tickets.5");
        broadcaster.broadcast(new InternalNote(List.of(ticket), "call her")).now().send();

        var seen = customer.sees("ticket.reply.created", "private-tickets.5");
        assertThat(seen.data().toString())
                .isEqualTo("{\"ticket\":5,\"reply\":{\"message\":\"hello\"}}");
        seen = customer.sees("ticket.reply.created", "private-user.1");
        assertThat(seen.data().toString()).doesNotContain("rude");
        customer.seesNothingMore();
        seen = agent.sees("ticket.reply.created", "private-tickets.5@agent");
        assertThat(seen.data().toString())
                .isEqualTo("{\"ticket\":5,\"reply\":{\"message\":\"hello\",\"note\":\"rude\"}}");
        assertThat(agent.sees("ticket.reply.created").data().toString())
                .isEqualTo("{\"text\":\"call her\"}");
        agent.seesNothingMore();
    }

    @Test
    void what_only_some_may_hear_is_sent_to_no_channel_that_knows_nobody_of_them() {
        Kept kept = new Kept();
        Broadcaster knowing =
                given.keeping(
                        Broadcaster.builder().connection("main", kept).rules(TICKETS).build());
        Channel user = new PrivateChannel("user.1");
        for (Broadcaster broadcaster :
                List.of(
                        knowing,
                        given.keeping(Broadcaster.builder().connection("main", kept).build()))) {
            assertThatIllegalStateException()
                    .isThrownBy(() ->
                            broadcaster
                                    .broadcast(new InternalNote(List.of(user), "call her"))
                                    .now()
                                    .send())
                    .withMessage(
                            InternalNote.class.getName()
                                    + " is for [agent] only, of whom private-user.1 knows nothing");
        }
        assertThat(kept.sent).isEmpty();
    }
}

package io.belfry.broadcasting.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.event.VisibleTo;
import io.belfry.broadcasting.rule.ChannelRule;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.broadcasting.rule.Decision;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class InspectionTest {
    private static final ChannelRules RULES =
            ChannelRules.builder()
                    .channel(
                            "tickets.{ticket}",
                            List.of("customer", "agent"),
                            (user, at) -> Decision.pass())
                    .channel("user.{user}", (user, at) -> Decision.pass())
                    .build();

    interface OnTicket extends BroadcastEvent {
        @Override
        default List<Channel> channels() {
            return List.of(new PrivateChannel("tickets.1"));
        }
    }

    record Reply(String message, @VisibleTo("agent") String note) {}

    @BroadcastOn("tickets.{ticket}")
    record Fine(Map<String, List<Reply>> replies) implements OnTicket {}

    @BroadcastOn({"tickets.{ticket}", "user.{user}"})
    record Leaking(List<? extends Reply> replies) implements OnTicket {}

    record Silent(Reply[] replies) implements OnTicket {}

    @BroadcastOn("tickets.{ticket}")
    record Mistyped(@VisibleTo("agnet") String note) implements OnTicket {}

    @VisibleTo("agent")
    @BroadcastOn("user.{user}")
    record Whole(String text) implements OnTicket {}

    @VisibleTo("agent")
    interface Internal extends OnTicket {}

    @BroadcastOn("user.{user}")
    record Inherited(String text) implements Internal {}

    @VisibleTo("agent")
    record Secret(String text) {}

    @BroadcastOn("user.{user}")
    record Holding(List<Secret> secrets) implements OnTicket {}

    @BroadcastOn("user.{user}")
    record Elsewhere(Reply reply) implements OnTicket {
        @Override
        public Object broadcastWith() {
            return Map.of();
        }
    }

    @BroadcastOn("user.{user}")
    record Shaped(String id) implements OnTicket {
        @Override
        public Reply broadcastWith() {
            return new Reply("", "");
        }
    }

    @BroadcastOn("nowhere.{id}")
    record Nowhere(String id) implements OnTicket {}

    private static List<String> problems(List<Class<? extends BroadcastEvent>> events) {
        return Inspection.problems(RULES, events).stream()
                .map(problem ->
                        (problem.fatal() ? "fatal " : "")
                                + problem.message()
                                        .replace(InspectionTest.class.getName() + "$", ""))
                .toList();
    }

    @Test
    void a_part_for_some_is_fine_where_all_channels_know_them() {
        assertThat(problems(List.of(Fine.class, Elsewhere.class))).isEmpty();
    }

    @Test
    void a_part_for_some_on_a_channel_that_knows_nobody_of_them_is_fatal() {
        assertThat(problems(List.of(Leaking.class)))
                .containsExactly(
                        "fatal Leaking: replies.note is visible to [agent] only, and the rule for"
                            + " user.{user} knows no audiences: name them there, or send what is"
                            + " for all in an event of its own.");
        assertThat(problems(List.of(Shaped.class, Fine.class)))
                .singleElement()
                .asString()
                .startsWith("fatal Shaped: note is visible to [agent] only");
        assertThat(problems(List.of(Whole.class, Fine.class)))
                .singleElement()
                .asString()
                .startsWith("fatal Whole: Whole is visible to [agent] only");
    }

    @Test
    void what_a_class_or_an_interface_says_counts_wherever_its_objects_are() {
        assertThat(problems(List.of(Inherited.class, Fine.class)))
                .singleElement()
                .asString()
                .startsWith("fatal Inherited: Inherited is visible to [agent] only");
        assertThat(problems(List.of(Holding.class, Fine.class)))
                .singleElement()
                .asString()
                .startsWith("fatal Holding: secrets is visible to [agent] only");
    }

    @Test
    void a_part_for_some_of_an_event_that_does_not_say_where_it_goes_is_fatal() {
        assertThat(problems(List.of(Silent.class)))
                .containsExactly(
                        "fatal Silent: replies.note is visible to [agent] only, and the event does"
                                + " not say by @BroadcastOn on which channels it goes.");
    }

    @Test
    void an_audience_that_nobody_knows_is_fatal() {
        assertThat(problems(List.of(Mistyped.class, Elsewhere.class)))
                .containsExactly(
                        "fatal Mistyped: note is visible to [agnet] only, and none of"
                                + " [tickets.{ticket}] knows agnet.");
    }

    @Test
    void a_channel_without_a_rule_and_a_rule_without_an_event_are_worth_a_warning() {
        assertThat(problems(List.of(Nowhere.class, Fine.class)))
                .containsExactly(
                        "Nowhere is broadcast on nowhere.{id}, which has no rule: nobody can listen"
                                + " unless it is public.",
                        "No event is broadcast on user.{user}, which has a rule.");
    }

    static final class Presence {
        @ChannelRule("room.{room}")
        Map<String, String> joins(ChannelUser user, String room) {
            return Map.of("name", user.id());
        }
    }

    @Test
    void a_rule_that_shows_members_needs_no_event() {
        ChannelRules rules = ChannelRules.builder().rulesOf(new Presence()).build();
        assertThat(Inspection.problems(rules, List.of())).isEmpty();
    }
}

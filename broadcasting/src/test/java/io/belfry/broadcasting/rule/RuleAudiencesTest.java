package io.belfry.broadcasting.rule;

import static io.belfry.broadcasting.rule.Ada.mayJoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.event.PublicChannel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Set;

/** Rules that tell audiences apart. */
class RuleAudiencesTest {
    private static final ChannelRules TICKETS =
            ChannelRules.builder()
                    .channel(
                            "tickets.{ticket}",
                            List.of("customer", "agent"),
                            (user, at) -> {
                                if (at.get("ticket", Long.class) != 5) {
                                    return Decision.deny("not theirs");
                                }
                                return user.hasRole("odd")
                                        ? Decision.audience("nobody")
                                        : user.hasRole("silent")
                                                ? Decision.allow()
                                                : Decision.audience(
                                                        user.hasRole("agent")
                                                                ? "agent"
                                                                : "customer");
                            })
                    .channel("emails.{email}", (user, at) -> Decision.allow())
                    .build();

    private static Users as(String role) {
        return Users.only(new ChannelUser("5", Set.of(role), Ada.ACCOUNT));
    }

    @ParameterizedTest
    @CsvSource({
        "tickets.5, customer, true",
        "tickets.5, agent, false",
        "tickets.5@agent, agent, true",
        "tickets.5@agent, customer, false",
        "tickets.5@customer, customer, false",
        "tickets.5@boss, agent, false",
        "tickets.5@agent@agent, agent, false",
        "tickets.6@agent, agent, false",
        "tickets.5, odd, false",
        "tickets.5@nobody, odd, false",
        "tickets.5, silent, false",
        "tickets.5@agent, silent, false",
        "emails.ada@example, customer, true",
    })
    void a_channel_that_is_kept_for_an_audience_is_for_nobody_else(
            String channel, String role, boolean may) {
        assertThat(TICKETS.decide(new PrivateChannel(channel), as(role)) instanceof Verdict.Granted)
                .isEqualTo(may);
    }

    @Test
    void a_page_is_told_which_channel_its_user_is_to_ask_for() {
        PrivateChannel ticket = new PrivateChannel("tickets.5");
        assertThat(TICKETS.channelFor(ticket, as("customer"))).isEqualTo(ticket);
        assertThat(TICKETS.channelFor(ticket, as("agent")))
                .isEqualTo(new PrivateChannel("tickets.5@agent"));
        assertThat(TICKETS.channelFor(new PrivateChannel("tickets.6"), as("agent"))).isNull();
        assertThat(TICKETS.channelFor(new PrivateChannel("emails.a"), as("agent")))
                .isEqualTo(new PrivateChannel("emails.a"));
    }

    @Test
    void a_channel_is_heard_by_all_its_audiences_and_one_with_an_audience_by_that_alone() {
        PrivateChannel plain = new PrivateChannel("tickets.5");
        PrivateChannel ofAgents = new PrivateChannel("tickets.5@agent");
        PrivateChannel email = new PrivateChannel("emails.a@b");
        assertThat(TICKETS.audiences(plain))
                .containsExactly(
                        new AudienceChannel("customer", plain),
                        new AudienceChannel("agent", ofAgents));
        assertThat(TICKETS.audiences(ofAgents))
                .containsExactly(new AudienceChannel("agent", ofAgents));
        assertThat(TICKETS.audiences(email)).containsExactly(new AudienceChannel(null, email));
    }

    @Test
    void an_audience_has_a_name_of_its_own() {
        for (List<String> wrong :
                List.of(List.of("Agent"), List.of(""), List.of("a@b"), List.of("a", "a"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            ChannelRules.builder()
                                    .channel("a", wrong, (user, at) -> Decision.allow()))
                    .withMessageContaining("audience");
        }
    }

    @Test
    void a_pass_for_an_audience_is_no_way_in_for_the_next_rule() {
        ChannelRules rules =
                ChannelRules.builder()
                        .channel(
                                "tickets.{ticket}",
                                List.of("customer", "agent"),
                                (user, at) -> Decision.pass())
                        .channel("{kind}.{id}", (user, at) -> Decision.allow())
                        .build();
        assertThat(mayJoin(rules, "tickets.5@agent")).isFalse();
        assertThat(mayJoin(rules, "tickets.5")).isTrue();
    }

    @Test
    void a_public_channel_has_no_audiences() {
        PublicChannel open = new PublicChannel("tickets.5");
        assertThat(TICKETS.audiences(open)).containsExactly(new AudienceChannel(null, open));
    }
}

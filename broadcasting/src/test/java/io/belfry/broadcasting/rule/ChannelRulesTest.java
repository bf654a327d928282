package io.belfry.broadcasting.rule;

import static io.belfry.broadcasting.rule.Ada.mayJoin;
import static io.belfry.broadcasting.rule.Ada.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.belfry.broadcasting.event.PresenceChannel;
import io.belfry.broadcasting.event.PrivateChannel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.atomic.AtomicInteger;

/** Who may listen, by rules in code. */
class ChannelRulesTest {
    private static ChannelRules only(String pattern, Rule rule) {
        return ChannelRules.builder().channel(pattern, rule).build();
    }

    // check 139
    @ParameterizedTest
    @CsvSource({
        "orders.{order}, orders.5, true",
        "orders.{order}, orders.5.items, false",
        "orders.{order}, orders., false",
        "orders.{order}, ordersx5, false",
        "orders.{order}, myorders.5, false",
        "orders.{order}.{item}, orders.5.7, true",
        "orders, orders, true",
        "cache-orders.{order}, cache-orders.5, true",
        "private-orders.{order}, orders.5, true",
    })
    void a_pattern_stands_for_whole_names(String pattern, String channel, boolean matches) {
        assertThat(mayJoin(only(pattern, (user, at) -> Decision.allow()), channel))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "orders.{order", "orders.order}", "orders.{}", "a.{b}.{b}"})
    void a_pattern_that_is_none_is_refused_when_it_is_registered(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> only(pattern, (user, at) -> Decision.allow()))
                .withMessageStartingWith("the channel pattern \"" + pattern + "\"");
    }

    @Test
    void a_placeholder_takes_dots_if_it_has_a_star() {
        ChannelRules rules =
                ChannelRules.builder()
                        .channel(
                                "inbox.{user*}",
                                (user, at) ->
                                        Decision.allowIf(at.text("user").equals("ann@example.org")))
                        .channel("files.{user}", (user, at) -> Decision.allow())
                        .build();

        assertThat(mayJoin(rules, "inbox.ann@example.org")).isTrue();
        assertThat(mayJoin(rules, "inbox.ann@example.com")).isFalse();
        assertThat(mayJoin(rules, "inbox.")).isFalse();
        assertThat(mayJoin(rules, "files.ann@example.org")).isFalse();
        assertThat(rules.registered().getFirst().pattern()).isEqualTo("inbox.{user*}");
    }

    // check 140
    @Test
    void the_first_rule_that_does_not_pass_decides() {
        Rule pass = (user, at) -> Decision.pass();
        Rule deny = (user, at) -> Decision.deny("no");
        Rule allow = (user, at) -> Decision.allow();
        ChannelRules rules =
                ChannelRules.builder()
                        .channel("a.{x}", pass)
                        .channel("a.{x}", allow)
                        .channel("b.{x}", deny)
                        .channel("b.{x}", allow)
                        .channel("c.{x}", pass)
                        .build();

        assertThat(mayJoin(rules, "a.1")).isTrue();
        assertThat(refusal(rules, "b.1")).isEqualTo("no");
        assertThat(mayJoin(rules, "c.1")).isFalse();
        assertThat(mayJoin(rules, "d.1")).isFalse();
        assertThat(rules.registered())
                .extracting(ChannelRules.RegisteredRule::pattern)
                .containsExactly("a.{x}", "a.{x}", "b.{x}", "b.{x}", "c.{x}");
    }

    // check 140
    @Test
    void a_guest_is_refused_without_asking_the_rule() {
        AtomicInteger asked = new AtomicInteger();
        ChannelRules rules =
                only(
                        "orders.{order}",
                        (user, at) -> {
                            asked.incrementAndGet();
                            return Decision.allow();
                        });

        assertThat(rules.decide(new PrivateChannel("orders.5"), Users.only(null)))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(asked).hasValue(0);
    }

    @Test
    void the_first_guard_that_knows_a_user_wins() {
        ChannelRules rules =
                ChannelRules.builder()
                        .channel("a", (user, at) -> Decision.member(user.id()), "web", "api")
                        .build();
        Users users = guard -> guard.equals("api") ? ChannelUser.of(7, "by token") : null;

        assertThat(rules.decide(new PresenceChannel("a"), users))
                .isEqualTo(new Verdict.Granted(ChannelUser.of(7, "by token"), "7", null));
    }

    @Test
    void a_guard_that_nobody_knows_keeps_out_of_its_channels_alone() {
        ChannelRules rules =
                ChannelRules.builder()
                        .channel("a", (user, at) -> Decision.allow(), "nobody")
                        .channel("b", (user, at) -> Decision.allow())
                        .build();
        Users users =
                guard -> {
                    if (!guard.isEmpty()) {
                        throw new IllegalArgumentException("there is no guard " + guard);
                    }
                    return ChannelUser.of(5, Ada.ACCOUNT);
                };
        assertThat(rules.decide(new PrivateChannel("a"), users)).isEqualTo(new Verdict.Failed());
        assertThat(rules.decide(new PrivateChannel("b"), users))
                .isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void a_rule_that_fails_keeps_everybody_out() {
        ChannelRules rules =
                only(
                        "orders.{order}",
                        (user, at) -> {
                            throw new IllegalStateException("the database is away");
                        });
        assertThat(rules.decide(new PrivateChannel("orders.5"), Ada.SIGNED_IN))
                .isEqualTo(new Verdict.Failed());
    }
}

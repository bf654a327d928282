package io.belfry.broadcasting.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.belfry.broadcasting.event.PresenceChannel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.event.PublicChannel;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

class ChannelRulesTest {
    private static final Account ADA = new Account(5, "Ada");
    private static final Users AS_ADA = Users.only(ChannelUser.of(5, ADA));

    record Account(long id, String name) {}

    record Order(long id, long owner) {}

    private static boolean mayAdaJoin(ChannelRules rules, String channel) {
        return rules.decide(new PrivateChannel(channel), AS_ADA) instanceof Verdict.Granted;
    }

    private static String refusal(ChannelRules rules, String channel) {
        return rules.decide(new PrivateChannel(channel), AS_ADA)
                        instanceof Verdict.Refused(String reason)
                ? reason
                : "granted";
    }

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
        assertThat(mayAdaJoin(only(pattern, (user, at) -> Decision.allow()), channel))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "orders.{order", "orders.order}", "orders.{}", "a.{b}.{b}"})
    void a_pattern_that_is_none_is_refused_when_it_is_registered(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> only(pattern, (user, at) -> Decision.allow()))
                .withMessageStartingWith("the channel pattern \"" + pattern + "\"");
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

        assertThat(mayAdaJoin(rules, "a.1")).isTrue();
        assertThat(refusal(rules, "b.1")).isEqualTo("no");
        assertThat(mayAdaJoin(rules, "c.1")).isFalse();
        assertThat(mayAdaJoin(rules, "d.1")).isFalse();
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
    void a_rule_that_fails_keeps_everybody_out() {
        ChannelRules rules =
                only(
                        "orders.{order}",
                        (user, at) -> {
                            throw new IllegalStateException("the database is away");
                        });
        assertThat(refusal(rules, "orders.5")).isEqualTo("the rule failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "05", "+5", "-0", "5 ", "99999999999999999999", "\u0665"})
    void a_number_has_one_spelling(String text) {
        Conversions conversions = new Conversions(Map.of());
        assertThat(conversions.convert("id", "-5", Long.class)).isEqualTo(-5L);
        assertThatExceptionOfType(Placeholders.NoSuchTarget.class)
                .isThrownBy(() -> conversions.convert("id", text, Long.class))
                .withMessage("{id} is \"" + text + "\", which is no Long");
    }

    /** Rules as an application writes them. */
    static final class Shop {
        private static final UUID KNOWN = UUID.fromString("6f9619ff-8b86-4011-b42d-00cf4fc964ff");

        @ChannelRule("user.{userId}")
        boolean self(Account account, long userId) {
            return account.id() == userId;
        }

        @ChannelRule("orders.{order}")
        boolean owner(Account account, Order order) {
            return order.owner() == account.id();
        }

        @ChannelRule("tickets.{ticket}")
        Decision ticket(ChannelUser user, UUID ticket) {
            return ticket.equals(KNOWN) ? Decision.allow() : Decision.deny("another one");
        }

        @ChannelRule("room.{room}")
        @Nullable Map<String, Object> room(Account account, int room) {
            return switch (room) {
                case 1 -> Map.of("name", account.name());
                case 2 -> Map.of();
                default -> null;
            };
        }

        @ChannelRule("open.{thing}")
        boolean anybody(Set<String> wrong) {
            return wrong.isEmpty();
        }
    }

    // check 139
    @Test
    void an_entity_is_found_by_its_key_and_what_is_no_key_is_not_looked_for() {
        List<Long> lookedFor = new ArrayList<>();
        ChannelRules rules =
                ChannelRules.builder()
                        .resolver(
                                Order.class,
                                Long.class,
                                id -> {
                                    lookedFor.add(id);
                                    return id == 1 ? new Order(1, 5) : null;
                                })
                        .channel(
                                "orders.{order}",
                                (user, at) ->
                                        Decision.allowIf(at.get("order", Order.class).owner() == 5))
                        .build();
        assertThat(mayAdaJoin(rules, "orders.1")).isTrue();
        assertThat(mayAdaJoin(rules, "orders.2")).isFalse();
        assertThat(mayAdaJoin(rules, "orders.one")).isFalse();
        assertThat(mayAdaJoin(rules, "orders.01")).isFalse();
        assertThat(lookedFor).containsExactly(1L, 2L);
    }

    /** The alphabet would ask any first. */
    static class Special {
        @ChannelRule("orders.{order}")
        boolean any(String order) {
            return false;
        }

        @ChannelRule(value = "orders.latest", order = -1)
        boolean latest() {
            return true;
        }
    }

    @Test
    void rules_of_a_class_are_asked_in_the_order_that_they_give() {
        ChannelRules rules = ChannelRules.builder().rulesOf(new Special()).build();
        assertThat(mayAdaJoin(rules, "orders.latest")).isTrue();
        assertThat(mayAdaJoin(rules, "orders.5")).isFalse();
    }

    @Test
    void a_key_that_no_text_can_become_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ChannelRules.builder().resolver(Order.class, Instant.class, at -> null))
                .withMessageContaining("not with a java.time.Instant");
    }

    private static ChannelRules.Builder shop() {
        Map<String, Order> orders = Map.of("1", new Order(1, 5), "2", new Order(2, 6));
        return ChannelRules.builder().resolver(Order.class, orders::get);
    }

    /** The same without the method that nothing can be made for. */
    static class Right {
        private final Shop shop = new Shop();

        @ChannelRule("user.{userId}")
        boolean self(Account account, long userId) {
            return shop.self(account, userId);
        }

        @ChannelRule("orders.{order}")
        boolean owner(Account account, Order order) {
            return shop.owner(account, order);
        }

        @ChannelRule("tickets.{ticket}")
        Decision ticket(ChannelUser user, UUID ticket) {
            return shop.ticket(user, ticket);
        }

        @ChannelRule("room.{room}")
        @Nullable Map<String, Object> room(Account account, int room) {
            return shop.room(account, room);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "user.5, true",
        "user.6, false",
        "user.05, false",
        "orders.1, true",
        "orders.2, false",
        "orders.3, false",
        "tickets.6f9619ff-8b86-4011-b42d-00cf4fc964ff, true",
        "tickets.6F9619FF-8B86-4011-B42D-00CF4FC964FF, false",
        "tickets.5, false",
        "room.1, true",
        "room.2, false",
        "room.3, false",
    })
    void a_method_gets_the_user_and_what_the_placeholders_name(String channel, boolean may) {
        assertThat(mayAdaJoin(shop().rulesOf(new Right()).build(), channel)).isEqualTo(may);
    }

    @Test
    void a_user_of_another_kind_is_refused() {
        Users robot = Users.only(ChannelUser.of(5, "a robot"));
        assertThat(shop().rulesOf(new Right()).build().decide(new PrivateChannel("user.5"), robot))
                .isEqualTo(new Verdict.Refused("the user is no Account"));
    }

    @Test
    void what_a_method_takes_and_nothing_can_become_fails_when_rules_are_built() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shop().rulesOf(new Shop()).build())
                .withMessageContaining("{thing}")
                .withMessageContaining("java.util.Set")
                .withMessageContaining("anybody");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shop().rulesOf("nothing"))
                .withMessage("java.lang.String has no @ChannelRule");
    }

    /** As frameworks make them: a class that extends the one with the annotations. */
    static final class Proxy extends Right {
        @Override
        boolean self(Account account, long userId) {
            return userId == 6;
        }
    }

    /** One that has a rule of its own and those that it inherits. */
    static final class More extends Right {
        @ChannelRule("more.{x}")
        boolean more(String x) {
            return x.equals("1");
        }
    }

    @Test
    void a_proxy_decides_by_the_annotations_of_the_class_that_it_extends() {
        ChannelRules rules = shop().rulesOf(Right.class, Proxy::new).build();
        assertThat(mayAdaJoin(rules, "user.5")).isFalse();
        assertThat(mayAdaJoin(rules, "user.6")).isTrue();
        assertThat(mayAdaJoin(rules, "orders.1")).isTrue();
    }

    @Test
    void rules_are_inherited() {
        ChannelRules rules = shop().rulesOf(new More()).build();
        assertThat(mayAdaJoin(rules, "more.1")).isTrue();
        assertThat(mayAdaJoin(rules, "user.5")).isTrue();
        assertThat(rules.registered()).hasSize(5);
    }

    @ChannelRule(value = "class.{order}", guards = "api")
    static final class OrderChannel {
        Map<String, String> join(Account account, Order order) {
            return Map.of(account.name(), "order " + order.id());
        }
    }

    @Test
    void a_class_decides_with_its_method_join() {
        Users byToken = guard -> guard.equals("api") ? ChannelUser.of(5, ADA) : null;
        assertThat(
                        shop().rulesOf(new OrderChannel())
                                .build()
                                .decide(new PresenceChannel("class.1"), byToken))
                .isEqualTo(
                        new Verdict.Granted(
                                ChannelUser.of(5, ADA), Map.of("Ada", "order 1"), null));
    }

    private static Users as(String role) {
        return Users.only(new ChannelUser("5", Set.of(role), ADA));
    }

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
        assertThat(mayAdaJoin(rules, "tickets.5@agent")).isFalse();
        assertThat(mayAdaJoin(rules, "tickets.5")).isTrue();
    }

    @Test
    void a_public_channel_has_no_audiences() {
        PublicChannel open = new PublicChannel("tickets.5");
        assertThat(TICKETS.audiences(open)).containsExactly(new AudienceChannel(null, open));
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
                    return ChannelUser.of(5, ADA);
                };
        assertThat(rules.decide(new PrivateChannel("a"), users))
                .isEqualTo(new Verdict.Refused("the rule failed"));
        assertThat(rules.decide(new PrivateChannel("b"), users))
                .isInstanceOf(Verdict.Granted.class);
    }

    /** Methods whose answers say nothing. */
    static final class Unclear {
        private final Object answer;

        Unclear(Object answer) {
            this.answer = answer;
        }

        @ChannelRule("unclear")
        Object rule() {
            return answer;
        }
    }

    private static Stream<Object> unclear() {
        return Stream.of(
                0,
                "yes",
                List.of(),
                List.of("x"),
                CompletableFuture.completedFuture(false),
                Optional.of(1));
    }

    // check 141
    @ParameterizedTest
    @MethodSource("unclear")
    void an_answer_that_says_nothing_lets_nobody_in(Object answer) {
        assertThat(mayAdaJoin(shop().rulesOf(new Unclear(answer)).build(), "unclear")).isFalse();
        assertThat(mayAdaJoin(shop().rulesOf(new Unclear(Optional.of(true))).build(), "unclear"))
                .isTrue();
        assertThat(mayAdaJoin(shop().rulesOf(new Unclear(Optional.empty())).build(), "unclear"))
                .isFalse();
    }

    static final class Voiceless {
        @ChannelRule("a")
        void rule() {}
    }

    static final class Hidden {
        @ChannelRule("a")
        @SuppressWarnings("UnusedMethod") // asked by reflection, or rather not
        private boolean rule() {
            return true;
        }
    }

    @Test
    void a_method_that_cannot_answer_or_be_asked_fails_when_rules_are_built() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shop().rulesOf(new Voiceless()).build())
                .withMessageContaining("answers with a void");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shop().rulesOf(new Hidden()).build())
                .withMessageContaining("is private");
    }
}

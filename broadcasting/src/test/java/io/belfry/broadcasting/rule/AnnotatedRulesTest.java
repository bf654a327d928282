package io.belfry.broadcasting.rule;

import static io.belfry.broadcasting.rule.Ada.mayJoin;
import static io.belfry.broadcasting.rule.Ada.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.belfry.broadcasting.event.PresenceChannel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.rule.Ada.Account;
import io.belfry.broadcasting.rule.Ada.Order;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Rules as methods and classes, as an application writes them. */
class AnnotatedRulesTest {
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

    private static ChannelRules.Builder shop() {
        Map<String, Order> orders = Map.of("1", new Order(1, 5), "2", new Order(2, 6));
        return ChannelRules.builder().resolver(Order.class, orders::get);
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
        assertThat(mayJoin(shop().rulesOf(new Right()).build(), channel)).isEqualTo(may);
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
        assertThat(mayJoin(rules, "orders.latest")).isTrue();
        assertThat(mayJoin(rules, "orders.5")).isFalse();
    }

    /** Two methods for one name. */
    static class Alike {
        @ChannelRule("same")
        Decision second() {
            return Decision.deny("second");
        }

        @ChannelRule("same")
        Decision first() {
            return Decision.deny("first");
        }
    }

    /** One that is asked before what it inherits, whatever the alphabet says. */
    static final class Heir extends Alike {
        @ChannelRule("same")
        Decision third() {
            return Decision.deny("third");
        }
    }

    /** One whose own rule is asked before those of its methods. */
    @ChannelRule("same")
    static final class Whole {
        Decision join() {
            return Decision.deny("of the class");
        }

        @ChannelRule("same")
        Decision first() {
            return Decision.deny("first");
        }
    }

    @Test
    void of_rules_that_give_the_same_order_the_class_goes_first_and_then_the_alphabet() {
        assertThat(refusal(ChannelRules.builder().rulesOf(new Alike()).build(), "same"))
                .isEqualTo("first");
        assertThat(refusal(ChannelRules.builder().rulesOf(new Heir()).build(), "same"))
                .isEqualTo("third");
        assertThat(refusal(ChannelRules.builder().rulesOf(new Whole()).build(), "same"))
                .isEqualTo("of the class");
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
        assertThat(mayJoin(rules, "user.5")).isFalse();
        assertThat(mayJoin(rules, "user.6")).isTrue();
        assertThat(mayJoin(rules, "orders.1")).isTrue();
    }

    @Test
    void rules_are_inherited() {
        ChannelRules rules = shop().rulesOf(new More()).build();
        assertThat(mayJoin(rules, "more.1")).isTrue();
        assertThat(mayJoin(rules, "user.5")).isTrue();
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
        Users byToken = guard -> guard.equals("api") ? ChannelUser.of(5, Ada.ACCOUNT) : null;
        assertThat(
                        shop().rulesOf(new OrderChannel())
                                .build()
                                .decide(new PresenceChannel("class.1"), byToken))
                .isEqualTo(
                        new Verdict.Granted(
                                ChannelUser.of(5, Ada.ACCOUNT), Map.of("Ada", "order 1"), null));
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
        assertThat(mayJoin(shop().rulesOf(new Unclear(answer)).build(), "unclear")).isFalse();
        assertThat(mayJoin(shop().rulesOf(new Unclear(Optional.of(true))).build(), "unclear"))
                .isTrue();
        assertThat(mayJoin(shop().rulesOf(new Unclear(Optional.empty())).build(), "unclear"))
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

package io.belfry.broadcasting.rule;

import static io.belfry.broadcasting.rule.Ada.mayJoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.belfry.broadcasting.rule.Ada.Order;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What becomes of the text that stands for a placeholder. */
class PlaceholdersTest {
    @ParameterizedTest
    @ValueSource(strings = {"x", "05", "+5", "-0", "5 ", "99999999999999999999", "\u0665"})
    void a_number_has_one_spelling(String text) {
        Conversions conversions = new Conversions(Map.of());
        assertThat(conversions.convert("id", "-5", Long.class)).isEqualTo(-5L);
        assertThatExceptionOfType(Placeholders.NoSuchTarget.class)
                .isThrownBy(() -> conversions.convert("id", text, Long.class))
                .withMessage("{id} is \"" + text + "\", which is no Long");
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
        assertThat(mayJoin(rules, "orders.1")).isTrue();
        assertThat(mayJoin(rules, "orders.2")).isFalse();
        assertThat(mayJoin(rules, "orders.one")).isFalse();
        assertThat(mayJoin(rules, "orders.01")).isFalse();
        assertThat(lookedFor).containsExactly(1L, 2L);
    }

    @Test
    void a_key_that_no_text_can_become_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ChannelRules.builder().resolver(Order.class, Instant.class, at -> null))
                .withMessageContaining("not with a java.time.Instant");
    }
}

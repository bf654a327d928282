package io.belfry.live.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.belfry.fields.FieldRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelFamilyTest {
    private final ChannelFamily family = new ChannelFamily("user.{user}.own", "{user}");

    @Test
    void a_value_gives_a_channel_and_the_channel_gives_the_value() {
        String wireName = family.channel("user_id", "7").wireName().value();

        assertThat(wireName).isEqualTo("private-user.7.own");
        assertThat(family.valueIn(wireName)).isEqualTo("7");
        assertThat(family.valueIn("private-user.a.b.own")).isEqualTo("a.b");
        assertThat(new ChannelFamily("private-user.{user}.own", "{user}")).isEqualTo(family);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "private-user..own",
                "private-user.own",
                "private-user.7",
                "user.7.own",
                "presence-user.7.own",
                ""
            })
    void no_other_channel_has_a_value(String other) {
        assertThat(family.valueIn(other)).isNull();
    }

    @Test
    void what_cannot_stand_in_a_name_is_refused_by_its_field() {
        assertThatExceptionOfType(FieldRefused.class)
                .isThrownBy(() -> family.channel("user_id", "a b"))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("user_id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "{user}.{user}", "a b.{user}"})
    void a_pattern_has_one_place_and_else_what_a_name_may_have(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ChannelFamily(pattern, "{user}"));
    }
}

package io.belfry.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelNameTest {

    @ParameterizedTest
    @CsvSource({
        "news, PUBLIC",
        "private-a, PRIVATE",
        "private-, PRIVATE",
        "private-cache-a, PRIVATE_CACHE",
        "private-encrypted-a, PRIVATE_ENCRYPTED",
        "private-encrypted-cache-a, PRIVATE_ENCRYPTED_CACHE",
        "presence-a, PRESENCE",
        "presence-cache-a, PRESENCE_CACHE",
        "cache-a, CACHE",
        "#server-to-user-42, SERVER_TO_USER",
        "privateer, PUBLIC",
        "presenceless, PUBLIC",
        "cached-x, PUBLIC",
        "my-cache-x, PUBLIC",
        "x-private-y, PUBLIC"
    })
    void the_kind_follows_from_the_anchored_prefix(String name, ChannelKind kind) {
        assertThat(new ChannelName(name).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A_-=@,.;9", "a", "private-encrypted-cache-x.1"})
    void letters_digits_and_a_few_signs_are_legal(String name) {
        assertThat(ChannelName.parse(name)).isEqualTo(new ChannelName(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a/b",
                "a:b",
                "#x",
                "#server-to-user-",
                "#private-x",
                "a#",
                "é",
                "a\n"
            })
    void everything_else_is_no_channel_name(String name) {
        assertThat(ChannelName.parse(name)).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> new ChannelName(name));
    }

    @Test
    void two_hundred_characters_are_legal_and_one_more_is_not() {
        assertThat(ChannelName.parse("x".repeat(200))).isNotNull();
        assertThat(ChannelName.parse("x".repeat(201))).isNull();
    }

    @Test
    void the_suffix_of_a_users_channel_is_the_user() {
        assertThat(ChannelName.ofUser("42").suffix()).isEqualTo("42");
    }
}

package io.belfry.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class MemberTest {

    @Test
    void a_number_and_its_digits_are_one_user() {
        assertThat(Member.ofChannelData("{\"user_id\":7}"))
                .isEqualTo(Member.ofChannelData("{\"user_id\":\"7\"}"));
    }

    @Test
    void a_number_beyond_doubles_keeps_its_digits() {
        assertThat(Member.ofChannelData("{\"user_id\":9007199254740993}").userId())
                .isEqualTo("9007199254740993");
    }

    @Test
    void a_member_without_info_has_an_empty_one() {
        assertThat(Member.ofChannelData("{\"user_id\":\"a\"}").userInfo()).isEqualTo("{}");
        assertThat(Member.ofChannelData("{\"user_id\":\"a\",\"user_info\":null}").userInfo())
                .isEqualTo("{}");
    }

    @Test
    void info_is_kept_as_it_stands() {
        assertThat(Member.ofChannelData("{\"user_info\":{\"a\" :1},\"user_id\":\"a\"}").userInfo())
                .isEqualTo("{\"a\" :1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{}",
                "{\"user_id\":\"\"}",
                "{\"user_id\":{}}",
                "{\"user_id\":1.5}"
            })
    void channel_data_without_a_user_is_refused(String data) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Member.ofChannelData(data))
                .withMessageContaining("channel_data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e2", "true", "[7]"})
    void a_user_id_that_is_none_is_named(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Member.ofChannelData("{\"user_id\":" + id + "}"))
                .withMessage(
                        "channel_data is wrong: user_id is neither a string nor a whole number");
    }

    @Test
    void a_user_signs_in_with_a_watchlist() {
        assertThat(
                        SignedInUser.ofUserData(
                                "{\"id\":\"42\",\"user_info\":{\"n\":1},\"watchlist\":[\"7\",\"8\",\"7\"]}"))
                .isEqualTo(new SignedInUser("42", "{\"n\":1}", List.of("7", "8")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":7}",
                "{\"id\":\"\"}",
                "{\"id\":\"a b\"}",
                "{\"id\":\"7\",\"watchlist\":7}",
                "{\"id\":\"7\",\"watchlist\":[7]}",
                "x"
            })
    void user_data_without_a_proper_id_is_refused(String data) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedInUser.ofUserData(data))
                .withMessageContaining("user_data");
    }
}

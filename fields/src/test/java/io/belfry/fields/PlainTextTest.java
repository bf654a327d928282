package io.belfry.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @Test
    void an_emoji_is_one_character() {
        assertThat(PlainText.line("title", "🔔🔔🔔", 3)).isEqualTo("🔔🔔🔔");
        assertThatExceptionOfType(FieldRefused.class)
                .isThrownBy(() -> PlainText.line("title", "🔔🔔🔔🔔", 3))
                .withMessage("title has 4 characters, must have 1 to 3")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("title"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\u0000", "a\u0007", "a\ud83d"})
    void what_nobody_can_read_or_no_database_takes_is_refused(String text) {
        assertThatExceptionOfType(FieldRefused.class)
                .isThrownBy(() -> PlainText.lines("body", text, 10));
    }

    @Test
    void a_line_has_no_break_and_lines_may() {
        assertThat(PlainText.lines("body", "a\n\tb", 10)).isEqualTo("a\n\tb");
        assertThatExceptionOfType(FieldRefused.class)
                .isThrownBy(() -> PlainText.line("title", "a\nb", 10));
    }

    @Test
    void ids_of_users_have_up_to_200_characters() {
        assertThat(PlainText.userId("user_id", "a".repeat(200))).hasSize(200);
        assertThatExceptionOfType(FieldRefused.class)
                .isThrownBy(() -> PlainText.userId("user_id", "a".repeat(201)));
    }
}

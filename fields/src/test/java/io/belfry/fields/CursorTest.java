package io.belfry.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void what_a_page_has_given_is_understood() {
        Cursor cursor = Cursor.of(Long.MAX_VALUE, Long.MIN_VALUE, 0);

        assertThat(Cursor.read(cursor.text("feed of 7"), "feed of 7", 3)).isEqualTo(cursor);
    }

    @Test
    void one_of_another_list_is_refused() {
        refuses(Cursor.of(5).text("feed of 8"), 1);
        refuses(Cursor.of(5, 6).text("feed of 7"), 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5_00000000", "zzzzzzzzzzzzz_00000000", "5_é", "5._00000000"})
    void anything_else_is_refused(String text) {
        refuses(text, 1);
    }

    private static void refuses(String text, int numbers) {
        assertThatExceptionOfType(FieldRefused.class)
                .isThrownBy(() -> Cursor.read(text, "feed of 7", numbers))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("cursor"));
    }
}

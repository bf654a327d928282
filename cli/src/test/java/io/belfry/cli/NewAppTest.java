package io.belfry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;

class NewAppTest {

    @Test
    void an_app_has_six_digits_and_words_that_nobody_can_guess() {
        Set<String> words = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            NewApp app = NewApp.random();

            assertThat(app.id()).matches("[1-9][0-9]{5}");
            assertThat(app.key()).matches("[a-z0-9]{20}");
            assertThat(app.secret()).matches("[a-z0-9]{20}");
            assertThat(app.toString()).doesNotContain(app.secret());
            words.add(app.key());
            words.add(app.secret());
        }
        assertThat(words).hasSize(200);
    }
}

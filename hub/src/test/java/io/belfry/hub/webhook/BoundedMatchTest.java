package io.belfry.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

class BoundedMatchTest {

    @Test
    void a_pattern_must_fit_the_whole_name() {
        assertThat(BoundedMatch.fits(Pattern.compile("presence-room.*"), "presence-room.1"))
                .isTrue();
        assertThat(BoundedMatch.fits(Pattern.compile("room"), "presence-room.1")).isFalse();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_pattern_that_would_take_years_is_taken_as_not_fitting() {
        Pattern evil = Pattern.compile("(.*a){20};");

        assertThat(BoundedMatch.fits(evil, "a".repeat(199) + "!")).isFalse();
    }
}

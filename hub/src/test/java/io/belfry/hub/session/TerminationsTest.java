package io.belfry.hub.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminationsTest {
    private static final int MOST = 10_000;

    private final Terminations terminations = new Terminations();

    @Test
    void a_connection_is_older_than_what_came_after_it() {
        terminations.add("app", "alice", 100);

        assertThat(terminations.isOlder(99, "app", "alice")).isTrue();
        assertThat(terminations.isOlder(100, "app", "alice")).isTrue();
        assertThat(terminations.isOlder(101, "app", "alice")).isFalse();
    }

    @Test
    void each_is_about_one_user_of_one_app() {
        terminations.add("app", "alice", 100);

        assertThat(terminations.isOlder(99, "app", "bob")).isFalse();
        assertThat(terminations.isOlder(99, "other", "alice")).isFalse();
    }

    @Test
    void the_last_one_of_a_user_counts() {
        terminations.add("app", "alice", 100);
        terminations.add("app", "alice", 200);

        assertThat(terminations.isOlder(150, "app", "alice")).isTrue();
    }

    @Test
    void what_no_connection_is_old_enough_for_is_forgotten_and_nothing_else() {
        terminations.add("app", "alice", 100);
        terminations.add("app", "bob", 200);

        terminations.forgetBefore(150);

        assertThat(terminations.isOlder(99, "app", "alice")).isFalse();
        assertThat(terminations.isOlder(150, "app", "bob")).isTrue();
    }

    @Test
    void when_there_are_too_many_older_connections_are_taken_to_be_of_anybody() {
        for (int i = 0; i < MOST; i++) {
            terminations.add("app", "user " + i, 100 + i);
        }
        assertThat(terminations.isOlder(99, "app", "alice")).isFalse();

        terminations.add("app", "one more", 100 + MOST);

        assertThat(terminations.isOlder(100, "app", "alice")).isTrue();
        assertThat(terminations.isOlder(101, "app", "alice")).isFalse();
        assertThat(terminations.isOlder(101, "app", "user 1")).isTrue();
    }

    @Test
    void anybody_is_left_alone_again_when_the_connections_are_all_younger() {
        for (int i = 0; i <= MOST; i++) {
            terminations.add("app", "user " + i, 100 + i);
        }

        terminations.forgetBefore(101);

        assertThat(terminations.isOlder(100, "app", "alice")).isFalse();
        assertThat(terminations.isOlder(101, "app", "user 1")).isTrue();
    }

    @Test
    void moments_may_be_of_a_clock_that_turns_over() {
        terminations.add("app", "alice", Long.MIN_VALUE + 5);

        assertThat(terminations.isOlder(Long.MAX_VALUE - 5, "app", "alice")).isTrue();
        assertThat(terminations.isOlder(Long.MIN_VALUE + 6, "app", "alice")).isFalse();
    }
}

package io.belfry.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.BitSet;

/** What was lost, what came twice and what came late are three different things. */
class SequencesTest {
    private static final BitSet NONE = new BitSet();

    private final Sequences.Order order = new Sequences.Order();
    private final Sequences sequences = new Sequences(order, 2);

    private void take(int... numbers) {
        for (int number : numbers) {
            sequences.take(0, number);
        }
    }

    private void expect(long missing, long duplicates, long reordered) {
        assertThat(sequences.missingOf(0, 6, NONE)).as("missing").isEqualTo(missing);
        assertThat(order.duplicates()).as("duplicates").isEqualTo(duplicates);
        assertThat(order.reordered()).as("reordered").isEqualTo(reordered);
    }

    @Test
    void nothing_is_wrong_when_all_come_in_order() {
        take(0, 1, 2, 3, 4, 5);

        expect(0, 0, 0);
    }

    @Test
    void a_gap_is_a_loss() {
        take(0, 1, 3, 4, 5);

        expect(1, 0, 0);
    }

    @Test
    void the_last_ones_can_be_lost_too() {
        take(0, 1, 2);

        expect(3, 0, 0);
    }

    @Test
    void who_has_got_nothing_lacks_all() {
        expect(6, 0, 0);
    }

    @Test
    void a_second_time_is_a_duplicate_and_no_gain() {
        assertThat(sequences.take(0, 0)).isTrue();
        assertThat(sequences.take(0, 0)).isFalse();
        take(2, 2);

        expect(4, 2, 0);
    }

    @Test
    void what_comes_late_is_out_of_order_and_not_lost() {
        take(0, 2, 3, 1, 4, 5);

        expect(0, 0, 1);
    }

    @Test
    void what_comes_late_and_then_again_is_both() {
        take(0, 2, 1, 1, 3, 4, 5);

        expect(0, 1, 1);
    }

    @Test
    void senders_are_told_apart() {
        take(0, 1, 2, 3, 4, 5);

        assertThat(sequences.take(1, 0)).isTrue();
        assertThat(sequences.missingOf(1, 3, NONE)).isEqualTo(2);
        expect(0, 0, 0);
    }

    @Test
    void what_may_never_have_been_sent_is_nobodys_loss() {
        take(0, 3);
        BitSet unsure = new BitSet();
        unsure.set(1);
        unsure.set(4);

        // Missing are 1, 2, 4 and 5.
        assertThat(sequences.missingOf(0, 6, unsure)).isEqualTo(2);
        assertThat(sequences.missingOf(1, 6, unsure)).isEqualTo(4);
    }

    @Test
    void what_is_delivered_before_the_server_says_that_it_was_sent_is_not_missing() {
        take(0, 1, 2, 3, 4, 5, 6);

        expect(0, 0, 0);
    }
}

package io.belfry.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** What is told of a Redis that did not do what it was asked for. */
class RedisFailureTest {
    private static RedisFailure read(Throwable thrown) {
        return RedisFailure.of(thrown, each -> each instanceof IllegalArgumentException);
    }

    @Test
    void a_refusal_is_told_in_the_words_of_redis_wherever_it_stands() {
        Throwable refusal = new IllegalArgumentException("NOPERM no", new Exception("behind it"));
        assertThat(read(refusal)).isEqualTo(new RedisFailure(true, "NOPERM no"));
        assertThat(read(new ExecutionException(refusal)))
                .isEqualTo(new RedisFailure(true, "NOPERM no"));
    }

    @Test
    void where_in_a_script_it_happened_is_left_out() {
        String where = " script: " + "0a".repeat(20) + ", on @user_script:109.";
        assertThat(read(new IllegalArgumentException("READONLY no writes." + where)))
                .isEqualTo(new RedisFailure(true, "READONLY no writes"));
        assertThat(read(new IllegalArgumentException("READONLY no writes.")))
                .isEqualTo(new RedisFailure(true, "READONLY no writes"));
    }

    @Test
    void what_went_wrong_first_is_the_reason_for_no_answer() {
        Throwable first = new IllegalStateException("connection refused");
        assertThat(read(new ExecutionException(new RuntimeException("cannot connect", first))))
                .isEqualTo(new RedisFailure(false, "connection refused"));
    }

    @Test
    void what_says_nothing_is_told_by_its_class() {
        assertThat(read(new ExecutionException(new IllegalStateException())))
                .isEqualTo(new RedisFailure(false, "IllegalStateException"));
        assertThat(read(new ExecutionException(new TimeoutException())))
                .isEqualTo(new RedisFailure(false, "no answer in time"));
    }
}

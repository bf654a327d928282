package io.belfry.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

class TroubleTest {

    @Test
    void the_text_of_an_exception_is_left_out_since_it_may_repeat_the_address() {
        Throwable failure = new CompletionException(new IOException("http://host/t0ken"));

        assertThat(Trouble.of(null, failure)).isEqualTo("IOException");
    }

    @Test
    void a_call_that_was_cut_short_had_no_answer_in_time() {
        assertThat(Trouble.of(null, new CancellationException())).isEqualTo("no answer in time");
    }
}

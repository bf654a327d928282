package io.belfry.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class EventRequestTest {

    @Test
    void channels_win_over_channel() {
        assertThat(
                        EventRequest.ofBody(
                                        """
                                        {"name":"a","data":"x","channel":"c","channels":["d","e"]}\
                                        """)
                                .channels())
                .containsExactly("d", "e");
    }

    @Test
    void data_that_is_no_string_becomes_the_text_of_its_json() {
        assertThat(EventRequest.ofBody("{\"data\":{\"a\": [1]}}").data()).isEqualTo("{\"a\": [1]}");
        assertThat(EventRequest.ofBody("{\"data\":null}").data()).isEqualTo("null");
        assertThat(EventRequest.ofBody("{\"data\":\"\"}").data()).isEmpty();
        assertThat(EventRequest.ofBody("{}").data()).isNull();
    }

    @Test
    void a_batch_keeps_its_order() {
        List<EventRequest> batch =
                EventRequest.ofBatchBody(
                        "{\"batch\":[{\"name\":\"a\",\"channel\":\"c\"},{\"name\":\"b\"}]}");

        assertThat(batch).extracting(EventRequest::name).containsExactly("a", "b");
        assertThat(batch.get(0).channels()).containsExactly("c");
        assertThat(batch.get(1).channels()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x | not valid JSON",
                "[] | not a JSON object",
                "{\"name\":5} | name is not a string",
                "{\"channels\":\"a\"} | channels is not an array",
                "{\"channels\":[1]} | each of channels is not a string",
                "{\"socket_id\":1.2} | socket_id is not a string"
            })
    void a_body_of_the_wrong_form_is_refused_by_name(String body, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventRequest.ofBody(body))
                .withMessageContaining(complaint);
    }

    @Test
    void a_batch_says_which_item_is_wrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventRequest.ofBatchBody("{\"batch\":[{\"name\":\"a\"},5]}"))
                .withMessageContaining("batch[1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventRequest.ofBatchBody("{}"))
                .withMessageContaining("batch is missing");
    }
}

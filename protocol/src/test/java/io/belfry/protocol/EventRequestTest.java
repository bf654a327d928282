package io.belfry.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":5} | name",
                "{\"channels\":[1]} | channels",
                "{\"name\":\"a\" | ''",
                "[] | ''"
            })
    void the_field_that_is_wrong_is_known(String body, String field) {
        assertThatExceptionOfType(EventRequest.Unreadable.class)
                .isThrownBy(() -> EventRequest.ofBody(body))
                .satisfies(wrong -> assertThat(wrong.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"batch\":[{\"name\":\"a\"},{\"name\":5}]} | batch.1.name",
                "{\"batch\":[5]} | batch.0",
                "{\"batch\":5} | batch",
                "{} | batch"
            })
    void the_field_of_a_batch_that_is_wrong_is_known(String body, String field) {
        assertThatExceptionOfType(EventRequest.Unreadable.class)
                .isThrownBy(() -> EventRequest.ofBatchBody(body))
                .satisfies(wrong -> assertThat(wrong.field()).isEqualTo(field));
    }

    @Test
    void the_replacement_character_may_be_meant() {
        byte[] body = "{\"name\":\"\uFFFD\"}".getBytes(UTF_8);

        assertThat(EventRequest.ofBody(body).name()).isEqualTo("\uFFFD");
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused_and_not_repaired() {
        byte[] latin1 = "{\"name\":\"\u00e4\"}".getBytes(ISO_8859_1);

        assertThatExceptionOfType(EventRequest.Unreadable.class)
                .isThrownBy(() -> EventRequest.ofBody(latin1))
                .withMessageContaining("UTF-8");
        assertThatExceptionOfType(EventRequest.Unreadable.class)
                .isThrownBy(() -> EventRequest.ofBatchBody(latin1));
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

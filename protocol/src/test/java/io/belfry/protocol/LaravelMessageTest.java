package io.belfry.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaravelMessageTest {
    private static LaravelMessage read(String message) {
        return LaravelMessage.of(message.getBytes(UTF_8));
    }

    @Test
    void what_is_written_is_read() {
        LaravelMessage excluding = new LaravelMessage("App\\Events\\Tick", "{\"n\":1}", "1.2");
        assertThat(excluding.json())
                .isEqualTo(
                        "{\"event\":\"App\\\\Events\\\\Tick\",\"data\":{\"n\":1},\"socket\":\"1.2\"}");
        assertThat(read(excluding.json())).isEqualTo(excluding);

        LaravelMessage toAll = new LaravelMessage("tick", "[]", null);
        assertThat(toAll.json()).isEqualTo("{\"event\":\"tick\",\"data\":[],\"socket\":null}");
        assertThat(read(toAll.json())).isEqualTo(toAll);
    }

    @Test
    void the_copy_of_the_socket_is_taken_out_of_the_data() {
        assertThat(
                        read("""
                        {"event":"a","data":{"n":1.50,"socket":"1.2","m":{"socket":"1.2"}},
                         "socket":"1.2"}\
                        """)
                                .data())
                .isEqualTo("{\"n\":1.50,\"m\":{\"socket\":\"1.2\"}}");
        assertThat(read("{\"event\":\"a\",\"data\":{\"socket\":null},\"socket\":null}").data())
                .isEqualTo("{}");
        assertThat(read("{\"event\":\"a\",\"data\":{\"socket\":null}}").data()).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"socket\":\"AM4\"} | null",
                "{\"socket\":7} | null",
                "{\"socket\":null} | \"1.2\"",
                "{\"socket\":\"1.3\"} | \"1.2\""
            })
    void a_socket_of_the_applications_own_stays(String data, String socket) {
        assertThat(read("{\"event\":\"a\",\"data\":%s,\"socket\":%s}".formatted(data, socket)))
                .extracting(LaravelMessage::data)
                .isEqualTo(data);
    }

    @Test
    void data_that_is_no_object_stays_as_it_is() {
        assertThat(read("{\"event\":\"a\",\"data\":\"x\"}").data()).isEqualTo("\"x\"");
        assertThat(read("{\"event\":\"a\",\"data\":null}").data()).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "x | not valid JSON",
                "[] | not a JSON object",
                "{\"data\":1} | there is no event",
                "{\"event\":1,\"data\":1} | event is not a string",
                "{\"event\":\"a\"} | there is no data",
                "{\"event\":\"a\",\"data\":1,\"socket\":1.2} | socket is not a string"
            })
    void what_is_no_event_is_refused(String message, String complaint) {
        assertThatExceptionOfType(LaravelMessage.Unreadable.class)
                .isThrownBy(() -> read(message))
                .withMessage(complaint);
    }

    @Test
    void what_is_not_utf_8_is_not_repaired() {
        byte[] latin = "{\"event\":\"ä\",\"data\":1}".getBytes(ISO_8859_1);
        assertThatExceptionOfType(LaravelMessage.Unreadable.class)
                .isThrownBy(() -> LaravelMessage.of(latin))
                .withMessage("not valid UTF-8");
    }
}

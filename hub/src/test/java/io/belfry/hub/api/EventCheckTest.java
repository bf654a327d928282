package io.belfry.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.settings.AppSettings;
import io.belfry.protocol.EventRequest;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class EventCheckTest {
    private final EventCheck check =
            new EventCheck(
                    AppSettings.builder("1", "key", "secret").maxEventData(12).build(), true);

    @ParameterizedTest
    @ValueSource(strings = {"", "abcd", "abcde", "abcdefghijkl", "€€€€", "äääääa", "\uD83D\uDE00"})
    void data_may_have_so_many_bytes(String data) {
        assertThat(check.check(event(data))).isInstanceOf(CheckedEvent.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcdefghijklm", "€€€€a", "aääääää"})
    void one_byte_more_is_refused(String data) {
        assertThat(check.check(event(data)))
                .isEqualTo(
                        new EventCheck.Refused(
                                new Refusal(
                                        413,
                                        "data",
                                        "data has 13 bytes, max_event_data of this app is 12")));
    }

    private static EventRequest event(String data) {
        return new EventRequest("name", data, List.of("channel"), null, null);
    }
}

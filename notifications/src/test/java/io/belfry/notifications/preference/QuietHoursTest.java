package io.belfry.notifications.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.belfry.fields.FieldRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;

/** When people are left in peace. */
class QuietHoursTest {

    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, 2026-11-27T20:59:59Z, 2026-11-27T20:59:59Z",
        "22:00, 07:00, 2026-11-27T21:00:00Z, 2026-11-28T06:00:00Z",
        "22:00, 07:00, 2026-11-28T02:00:00Z, 2026-11-28T06:00:00Z",
        "22:00, 07:00, 2026-11-28T06:00:00Z, 2026-11-28T06:00:00Z",
        "12:00, 13:30, 2026-11-27T10:59:00Z, 2026-11-27T10:59:00Z",
        "12:00, 13:30, 2026-11-27T11:00:00Z, 2026-11-27T12:30:00Z",
        "12:00, 13:30, 2026-11-27T12:30:00Z, 2026-11-27T12:30:00Z",
        "00:00, 06:00, 2026-11-26T23:00:00Z, 2026-11-27T05:00:00Z",
        // An hour is left out in spring, and one comes twice in autumn.
        "22:00, 02:30, 2026-03-28T23:00:00Z, 2026-03-29T01:30:00Z",
        "22:00, 07:00, 2026-10-24T22:00:00Z, 2026-10-25T06:00:00Z",
    })
    void they_end_where_the_user_is(String from, String to, Instant moment, Instant end) {
        assertThat(QuietHours.of("Europe/Amsterdam", from, to).endAt(moment)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "Mars/Olympus, 22:00, 07:00, quiet_hours.zone",
        ", 22:00, 07:00, quiet_hours.zone",
        "Europe/Amsterdam, 24:30, 07:00, quiet_hours.from",
        "Europe/Amsterdam, 22:00, 7, quiet_hours.to",
        "Europe/Amsterdam, 22:00, , quiet_hours.to",
        "Europe/Amsterdam, 22:00, 22:00, quiet_hours.to",
    })
    void what_is_none_is_named(String zone, String from, String to, String field) {
        assertThatExceptionOfType(FieldRefused.class)
                .isThrownBy(() -> QuietHours.of(zone, from, to))
                .withMessageContaining(field)
                .satisfies(e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void they_are_read_and_written_as_pages_do() {
        String json =
                """
                {"zone":"Europe/Amsterdam","from":"22:00","to":"07:00"}
                """
                        .strip();
        QuietHours hours = JsonMapper.shared().readValue(json, QuietHours.class);
        assertThat(JsonMapper.shared().writeValueAsString(hours)).isEqualTo(json);
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(
                        () -> JsonMapper.shared().readValue("{\"zone\":\"x\"}", QuietHours.class))
                .withRootCauseInstanceOf(java.time.DateTimeException.class)
                .satisfies(e -> assertThat(e.getCause()).isInstanceOf(FieldRefused.class));
    }
}

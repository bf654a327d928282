package io.belfry.notifications.preference;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.belfry.fields.FieldRefused;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * When a user wants not to be interrupted, every day. Immutable.
 *
 * @param zone where the user is
 * @param from when they begin
 * @param to when they end, on the same day or the next
 */
public record QuietHours(
        ZoneId zone,
        @JsonFormat(pattern = "HH:mm") LocalTime from,
        @JsonFormat(pattern = "HH:mm") LocalTime to) {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("HH:mm");

    /**
     * @throws FieldRefused when they end when they begin
     */
    public QuietHours {
        if (from.equals(to)) {
            throw new FieldRefused(
                    "quiet_hours.to", "quiet_hours.to is the same as quiet_hours.from");
        }
    }

    /**
     * As they stand in JSON.
     *
     * @param zone like {@code Europe/Amsterdam}
     * @param from like {@code 22:00}
     * @param to like {@code 07:00}
     * @throws FieldRefused when one of them is none
     */
    @JsonCreator
    public static QuietHours of(
            @JsonProperty("zone") @Nullable String zone,
            @JsonProperty("from") @Nullable String from,
            @JsonProperty("to") @Nullable String to) {
        return new QuietHours(zone(zone), time("from", from), time("to", to));
    }

    private static ZoneId zone(@Nullable String zone) {
        try {
            return ZoneId.of(zone == null ? "" : zone);
        } catch (DateTimeException e) {
            throw refused("zone", "must be a time zone like Europe/Amsterdam", e);
        }
    }

    private static LocalTime time(String field, @Nullable String text) {
        try {
            return LocalTime.parse(text == null ? "" : text, FORM);
        } catch (DateTimeException e) {
            throw refused(field, "must be a time like 22:00", e);
        }
    }

    private static FieldRefused refused(String field, String why, DateTimeException e) {
        String name = "quiet_hours." + field;
        return new FieldRefused(name, name + " " + why, e);
    }

    /** The first moment from this one on that is not quiet. */
    Instant endAt(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean overnight = to.isBefore(from);
        boolean begun = !time.isBefore(from);
        boolean ended = !time.isBefore(to);
        boolean quiet = overnight ? begun || !ended : begun && !ended;
        if (!quiet) {
            return moment;
        }
        boolean tomorrow = overnight && begun;
        return local.toLocalDate().plusDays(tomorrow ? 1 : 0).atTime(to).atZone(zone).toInstant();
    }

    static String text(LocalTime time) {
        return FORM.format(time);
    }
}

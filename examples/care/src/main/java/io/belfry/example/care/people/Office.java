package io.belfry.example.care.people;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** The office's clock: days and hours of sessions are those of its own zone. Holds nothing. */
public final class Office {
    private Office() {}

    public static LocalDate today() {
        return LocalDate.now(ZoneId.systemDefault());
    }

    public static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneId.systemDefault());
    }
}

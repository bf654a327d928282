package io.belfry.example.care.people;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;

/** The office's clock: days and hours of sessions are those of its own zone. Holds nothing. */
public final class Office {
    private static final Period NEAR = Period.ofYears(2);

    private Office() {}

    public static LocalDate today() {
        return LocalDate.now(ZoneId.systemDefault());
    }

    /** Whether it is not years away. */
    public static boolean isNear(LocalDate date) {
        LocalDate today = today();
        return date.isAfter(today.minus(NEAR)) && date.isBefore(today.plus(NEAR));
    }

    public static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneId.systemDefault());
    }
}

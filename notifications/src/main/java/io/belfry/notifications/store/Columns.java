package io.belfry.notifications.store;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Reads columns as both databases give them. Holds nothing. */
final class Columns {
    private static final int LONGEST_REASON = 1_000;

    private Columns() {}

    static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    /** Cut to what a column for reasons holds; no database takes zeroes. */
    static String reason(String text) {
        String short_ = text.substring(0, Math.min(text.length(), LONGEST_REASON));
        return short_.replace('\0', ' ');
    }
}

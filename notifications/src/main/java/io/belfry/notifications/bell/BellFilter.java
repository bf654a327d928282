package io.belfry.notifications.bell;

import io.belfry.fields.FieldRefused;
import io.belfry.notifications.store.NotificationTable.Filter;

import java.util.Locale;

/** Which items of a bell are asked for. */
public enum BellFilter {
    /** All that are not archived. */
    ALL(Filter.ALL),
    /** All that are neither read nor archived. */
    UNREAD(Filter.UNREAD),
    /** All that are archived. */
    ARCHIVED(Filter.ARCHIVED);

    private final Filter rows;
    private final String word = name().toLowerCase(Locale.ROOT);

    BellFilter(Filter rows) {
        this.rows = rows;
    }

    /**
     * As pages ask for them.
     *
     * @throws FieldRefused when there is none of this name
     */
    public static BellFilter of(String word) {
        for (BellFilter each : values()) {
            if (each.word.equals(word)) {
                return each;
            }
        }
        throw new FieldRefused("filter", "filter must be all, unread or archived");
    }

    Filter rows() {
        return rows;
    }

    String word() {
        return word;
    }
}

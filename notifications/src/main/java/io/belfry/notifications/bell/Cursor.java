package io.belfry.notifications.bell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.notifications.content.FieldRefused;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Where a page of a bell ended. What it says holds for one user and one filter, and is checked;
 * whoever forges one sees other items of their own bell, and no more. Immutable.
 *
 * @param position of the last item that was given
 */
record Cursor(long position) {
    private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,13})-([0-9a-f]{8})");
    private static final int BASE = 36;

    /** Before the first page. */
    static final Cursor START = new Cursor(Long.MAX_VALUE);

    /**
     * @throws FieldRefused when it is none of this user and filter
     */
    static Cursor of(String text, String userId, BellFilter filter) {
        Matcher parts = FORM.matcher(text);
        if (parts.matches()) {
            try {
                Cursor cursor = new Cursor(Long.parseLong(parts.group(1), BASE));
                if (cursor.text(userId, filter).equals(text)) {
                    return cursor;
                }
            } catch (NumberFormatException e) {
                throw refused(e);
            }
        }
        throw refused(null);
    }

    private static FieldRefused refused(@Nullable Throwable cause) {
        FieldRefused refused =
                new FieldRefused("cursor", "cursor is none that a page of this list has given");
        if (cause != null) {
            refused.initCause(cause);
        }
        return refused;
    }

    String text(String userId, BellFilter filter) {
        String number = Long.toString(position, BASE);
        CRC32C sum = new CRC32C();
        sum.update((number + ' ' + filter.word() + ' ' + userId).getBytes(UTF_8));
        return String.format(Locale.ROOT, "%s-%08x", number, sum.getValue());
    }
}

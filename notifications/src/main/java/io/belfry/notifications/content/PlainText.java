package io.belfry.notifications.content;

/** What texts may hold that are kept in the database and shown to people. Holds nothing. */
public final class PlainText {
    private PlainText() {}

    /**
     * A text of one line.
     *
     * @throws FieldRefused when it is empty or too long, or has characters that are none to be read
     */
    public static String line(String field, String text, int longest) {
        requireLength(field, text, longest);
        requireReadable(field, text, "");
        return text;
    }

    /**
     * A text that may have line breaks and tabs.
     *
     * @throws FieldRefused when it is empty or too long, or has characters that are none to be read
     */
    public static String lines(String field, String text, int longest) {
        requireLength(field, text, longest);
        requireReadable(field, text, "\n\r\t");
        return text;
    }

    private static void requireLength(String field, String text, int longest) {
        if (text.isEmpty() || text.length() > longest) {
            throw new FieldRefused(
                    field,
                    "%s has %d characters, must have 1 to %d"
                            .formatted(field, text.length(), longest));
        }
    }

    /** Halves of characters and zeroes are refused by databases, and only when they are written. */
    private static void requireReadable(String field, String text, String allowed) {
        boolean readable =
                text.codePoints().allMatch(each -> allowed.indexOf(each) >= 0 || isReadable(each));
        if (!readable) {
            throw new FieldRefused(field, field + " has control characters, or half a character");
        }
    }

    private static boolean isReadable(int codePoint) {
        return !Character.isISOControl(codePoint)
                && Character.getType(codePoint) != Character.SURROGATE;
    }
}

package io.belfry.fields;

import org.jspecify.annotations.Nullable;

/** What texts may hold that are kept in the database and shown to people. Holds nothing. */
public final class PlainText {
    /**
     * How long the id of a user may be. Where it names a channel, that says how much of it fits.
     */
    public static final int LONGEST_USER = 200;

    private PlainText() {}

    /**
     * A text of one line.
     *
     * @param longest how many characters it may have, each counted once, be it an emoji
     * @throws FieldRefused when it is blank or too long, or has characters that are none to be read
     */
    public static String line(String field, String text, int longest) {
        return checked(field, text, longest, "");
    }

    /** The same, or nothing. */
    public static @Nullable String lineOrNull(String field, @Nullable String text, int longest) {
        return text == null ? null : line(field, text, longest);
    }

    /**
     * A text that may have line breaks and tabs.
     *
     * @param longest how many characters it may have, each counted once, be it an emoji
     * @throws FieldRefused when it is blank or too long, or has characters that are none to be read
     */
    public static String lines(String field, String text, int longest) {
        return checked(field, text, longest, "\n\r\t");
    }

    /**
     * The id of a user, as the application names them: 1 to {@value #LONGEST_USER} characters.
     *
     * @throws FieldRefused when it is none
     */
    public static String userId(String field, String id) {
        return line(field, id, LONGEST_USER);
    }

    private static String checked(String field, String text, int longest, String allowed) {
        int length = text.codePointCount(0, text.length());
        if (length == 0 || length > longest) {
            throw new FieldRefused(
                    field,
                    "%s has %d characters, must have 1 to %d".formatted(field, length, longest));
        }
        if (text.isBlank()) {
            throw new FieldRefused(field, field + " is blank");
        }
        if (!text.codePoints().allMatch(each -> isReadable(each) || allowed.indexOf(each) >= 0)) {
            throw new FieldRefused(field, field + " has control characters, or half a character");
        }
        return text;
    }

    /** Halves of characters and zeroes are refused by databases, and only when they are written. */
    private static boolean isReadable(int codePoint) {
        return !Character.isISOControl(codePoint)
                && Character.getType(codePoint) != Character.SURROGATE;
    }
}

package io.belfry.example.school.course;

import org.jspecify.annotations.Nullable;

/** What people write. */
public final class Text {

    private Text() {}

    /**
     * @return without spaces around it
     * @throws Refusal when it is no line of text of that length
     */
    public static String line(String field, @Nullable String text, int longest) {
        String line = text == null ? "" : text.strip();
        if (line.isEmpty()
                || line.length() > longest
                || line.codePoints().anyMatch(Text::isNoCharacter)) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "%s: 1 to %d characters in a line.".formatted(field, longest));
        }
        return line;
    }

    private static boolean isNoCharacter(int codePoint) {
        // Half of a pair stands for nothing.
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE;
    }
}

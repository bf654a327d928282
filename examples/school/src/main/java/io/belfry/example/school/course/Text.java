package io.belfry.example.school.course;

import org.jspecify.annotations.Nullable;

/** What people write. */
public final class Text {

    private Text() {}

    /**
     * @param what it is, to begin a sentence with
     * @return without spaces around it
     * @throws Refusal when it is no line of text of that length
     */
    public static String line(String what, @Nullable String text, int longest) {
        String line = text == null ? "" : text.strip();
        if (line.isEmpty()
                || line.length() > longest
                || line.codePoints().anyMatch(Text::isNoCharacter)) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "%s has 1 to %d characters, in one line.".formatted(what, longest));
        }
        return line;
    }

    private static boolean isNoCharacter(int codePoint) {
        // Half of a pair stands for nothing.
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE;
    }
}

package io.belfry.load.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A page in the making. Whatever is put in as text or as the value of an attribute is escaped, so
 * that nothing from a server or a command line can become markup.
 *
 * <p>Not thread-safe; lives for one rendering.
 */
final class Html {
    private final StringBuilder out = new StringBuilder(1 << 14);
    private final Deque<String> open = new ArrayDeque<>();

    /** Puts in markup as it stands: only what is written in these sources. */
    Html markup(String markup) {
        out.append(markup);
        return this;
    }

    Html text(String text) {
        text.codePoints().forEach(this::escaped);
        return this;
    }

    /**
     * Opens an element, which {@link #close} closes.
     *
     * @param attributes names and values in turn
     */
    Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            text(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        open.push(tag);
        return this;
    }

    /** Closes the innermost open element. */
    Html close() {
        out.append("</").append(open.pop()).append(">");
        return this;
    }

    /** Closes the innermost open element and ends the line. */
    Html closeLine() {
        return close().markup("\n");
    }

    /** One element with nothing but text in it. */
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** The finished page. */
    String end() {
        assert open.isEmpty() : "still open: " + open;
        return out.toString();
    }

    private void escaped(int character) {
        switch (character) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(mayStand(character) ? character : '\uFFFD');
        }
    }

    private static boolean mayStand(int character) {
        boolean control = Character.isISOControl(character) && character != '\n';
        return !control && Character.getType(character) != Character.SURROGATE;
    }
}

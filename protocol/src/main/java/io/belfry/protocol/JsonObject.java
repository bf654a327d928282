package io.belfry.protocol;

/** Writes one JSON object, member by member. Not thread-safe; ended once. */
public final class JsonObject {
    private final StringBuilder out = new StringBuilder(96).append('{');

    /** A text as a JSON string, quotation marks included. */
    public static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        JsonText.quote(out, text);
        return out.toString();
    }

    /** Adds a member whose value is a JSON string. */
    public JsonObject text(String name, String value) {
        name(name);
        JsonText.quote(out, value);
        return this;
    }

    /** Adds a member whose value is JSON already. */
    public JsonObject raw(String name, String json) {
        name(name);
        out.append(json);
        return this;
    }

    /** Adds a member whose value is a whole number. */
    public JsonObject raw(String name, long number) {
        name(name);
        out.append(number);
        return this;
    }

    /** The finished text. */
    public String end() {
        return out.append('}').toString();
    }

    private void name(String name) {
        if (out.length() > 1) {
            out.append(',');
        }
        JsonText.quote(out, name);
        out.append(':');
    }
}

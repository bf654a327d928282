package io.belfry.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Walks over one JSON object and hands out the members that its reader asks for: as text where a
 * text is expected, else as the very piece of the source, so that what is only passed on stays as
 * it came.
 *
 * <p>Not thread-safe; lives for one reading.
 */
final class JsonSource {
    /** Far above any honest message, far below what would exhaust a stack. */
    private static final int DEEPEST_NESTING = 500;

    /** What the JDK puts in the place of bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.threadLocalPool())
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST_NESTING)
                                    // Numbers are passed on as they stand, never computed with.
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private final String text;
    private final JsonParser parser;

    private JsonSource(String text) {
        this.text = text;
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), text);
    }

    /** Takes one member of an object. */
    @FunctionalInterface
    interface Members {
        void member(String name, JsonSource value);
    }

    /**
     * JSON that travels is UTF-8 (RFC 8259, section 8.1); what is not is never repaired.
     *
     * @throws Malformed when it is not
     */
    static String textOf(byte[] utf8) {
        String text = new String(utf8, UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        // Either it stood there, or something else was not UTF-8.
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("not valid UTF-8", e);
        }
    }

    /**
     * Reads a text that must be one JSON object and nothing else.
     *
     * @throws Malformed when it is not
     */
    static void readObject(String text, Members members) {
        try {
            JsonSource source = new JsonSource(text);
            source.parser.nextToken();
            source.object(members);
            if (source.parser.nextToken() != null) {
                throw new Malformed("there is more than one JSON value");
            }
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    private static Malformed malformed(JacksonException cause) {
        String what =
                cause instanceof StreamConstraintsException
                        ? "JSON nested deeper than %d, or with a name of over 50000 characters"
                                .formatted(DEEPEST_NESTING)
                        : "not valid JSON";
        return new Malformed(what, cause);
    }

    /**
     * Reads a text that must be one JSON string and nothing else.
     *
     * @throws Malformed when it is not
     */
    static String readString(String text) {
        try {
            JsonSource source = new JsonSource(text);
            source.parser.nextToken();
            String value = source.string("the value");
            if (source.parser.nextToken() != null) {
                throw new Malformed("there is more than one JSON value");
            }
            return value;
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /** Reads the current value, which must be an object. */
    void object(Members members) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new Malformed("not a JSON object");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.member(name, this);
            parser.skipChildren();
        }
    }

    /** Takes one element of an array. */
    @FunctionalInterface
    interface Elements {
        void element(JsonSource value);
    }

    /** Reads the current value, which must be an array; {@code what} names it in the complaint. */
    void array(String what, Elements elements) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new Malformed(what + " is not an array");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.element(this);
            parser.skipChildren();
        }
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** The current value when it is a JSON string, else null. */
    @Nullable String stringOrNull() {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : null;
    }

    /** The current value, which must be a JSON string; {@code what} names it in the complaint. */
    String string(String what) {
        String value = stringOrNull();
        if (value == null) {
            throw new Malformed(what + " is not a string");
        }
        return value;
    }

    /**
     * The current value as an identifier: a string, or the digits of a whole number exactly as they
     * stand. Null for anything else.
     */
    @Nullable String identifierOrNull() {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                ? parser.getString()
                : stringOrNull();
    }

    /** The current value exactly as it stands in the source. Moves to its end. */
    String raw() {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        return text.substring(start, (int) parser.currentLocation().getCharOffset());
    }

    /** The text is no JSON, or not of the form that is asked for. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String field;

        Malformed(String message) {
            this(message, null, "");
        }

        Malformed(String message, Exception cause) {
            this(message, cause, "");
        }

        private Malformed(String message, @Nullable Throwable cause, String field) {
            super(message, cause, false, false);
            this.field = field;
        }

        /** The same, now known to be about this member of an object, or something inside of it. */
        Malformed inMember(String name) {
            return new Malformed(String.valueOf(getMessage()), getCause(), under(name));
        }

        /** The same, now known to be about this element of an array, or something inside of it. */
        Malformed inElement(String array, int number) {
            String message = "%s[%d]: %s".formatted(array, number, getMessage());
            return new Malformed(message, getCause(), under(String.valueOf(number)));
        }

        private String under(String place) {
            return field.isEmpty() ? place : place + "." + field;
        }

        /** What it is about, with dots between the levels; empty when it is no single member. */
        String field() {
            return field;
        }
    }
}

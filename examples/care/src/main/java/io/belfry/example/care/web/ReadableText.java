package io.belfry.example.care.web;

import org.springframework.boot.jackson.JacksonComponent;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;

/**
 * Reads whatever people write: all texts of all requests, so that none is forgotten. PostgreSQL
 * keeps no zero, and of half a character only a question mark.
 */
@JacksonComponent
class ReadableText extends StdScalarDeserializer<String> {
    static final String WORDS = "has characters that nobody can read";

    ReadableText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        String text = StringDeserializer.instance.deserialize(parser, context);
        if (text != null && !text.codePoints().allMatch(ReadableText::isReadable)) {
            throw InvalidFormatException.from(parser, WORDS, text, String.class);
        }
        return text;
    }

    private static boolean isReadable(int codePoint) {
        boolean isControl = Character.isISOControl(codePoint) && "\n\r\t".indexOf(codePoint) < 0;
        return !isControl && Character.getType(codePoint) != Character.SURROGATE;
    }
}

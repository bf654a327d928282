package io.belfry.notifications.content;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.belfry.fields.FieldRefused;
import io.belfry.fields.PlainText;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.util.Map;

/**
 * What a notification says to its user. Texts are plain text, never HTML. Immutable.
 *
 * @param title one line of at most {@value #LONGEST_TITLE} characters
 * @param message at most {@value #LONGEST_MESSAGE} characters; null for none
 * @param actionUrl where a click leads: {@code http://}, {@code https://} or a path that begins
 *     with one {@code /}, of at most 2,000 characters; null for nowhere
 * @param data what pages get beside
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Content(
        String title, @Nullable String message, @Nullable String actionUrl, Data data) {

    /** How long a title may be. */
    public static final int LONGEST_TITLE = 200;

    /** How long a message may be. */
    public static final int LONGEST_MESSAGE = 2_000;

    /**
     * @throws FieldRefused naming what is wrong, and the limit
     */
    public Content {
        PlainText.line("title", title, LONGEST_TITLE);
        if (message != null) {
            PlainText.lines("message", message, LONGEST_MESSAGE);
        }
        if (actionUrl != null) {
            ActionUrl.require(actionUrl);
        }
    }

    /**
     * A title, and nothing else yet.
     *
     * @throws FieldRefused naming what is wrong, and the limit
     */
    public static Content of(String title) {
        return new Content(title, null, null, Data.NONE);
    }

    /**
     * @throws FieldRefused naming what is wrong, and the limit
     */
    public Content withMessage(@Nullable String other) {
        return new Content(title, other, actionUrl, data);
    }

    /**
     * @throws FieldRefused naming what is wrong, and the limit
     */
    public Content withActionUrl(@Nullable String other) {
        return new Content(title, message, other, data);
    }

    /**
     * @param values anything that Jackson writes, of at most {@value Data#MOST_BYTES} bytes
     * @throws FieldRefused naming what is wrong, and the limit
     */
    public Content withData(Map<String, ?> values) {
        return new Content(title, message, actionUrl, Data.of(values));
    }
}

package io.belfry.notifications.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.belfry.fields.Millis;
import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Counts;
import io.belfry.notifications.content.Data;
import io.belfry.notifications.content.Importance;
import io.belfry.notifications.delivery.Delivery;
import io.belfry.webpush.PushMessage;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

import java.text.BreakIterator;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * What a service worker is pushed, as JSON. What does not fit into a push message is left out: the
 * data, then the end of the message, and the link only when it is too long by itself. Immutable.
 *
 * @param data null when left out
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record PushText(
        UUID id,
        String type,
        String title,
        @Nullable String message,
        @Nullable String actionUrl,
        @Nullable Data data,
        Importance importance,
        @Millis Instant createdAt,
        @Nullable Counts bell) {

    private static final String ELLIPSIS = "…";

    /** Of at most as many bytes as a push message may have. */
    static String of(Delivery delivery) {
        PushText whole = whole(delivery);
        if (whole.fits()) {
            return whole.json();
        }
        PushText bare = whole.with(whole.message, whole.actionUrl, null);
        if (bare.fits()) {
            return bare.json();
        }
        // With nothing of the message but that it was cut, only a link can be too long.
        PushText led =
                bare.with(ELLIPSIS, bare.actionUrl, null).fits()
                        ? bare
                        : bare.with(bare.message, null, null);
        return led.fits() ? led.json() : led.cut().json();
    }

    private static PushText whole(Delivery delivery) {
        Content content = delivery.content();
        return new PushText(
                delivery.notificationId(),
                delivery.type(),
                content.title(),
                content.message(),
                content.actionUrl(),
                content.data(),
                delivery.importance(),
                delivery.createdAt(),
                delivery.bell());
    }

    private PushText with(
            @Nullable String otherMessage, @Nullable String otherUrl, @Nullable Data otherData) {
        return new PushText(
                id, type, title, otherMessage, otherUrl, otherData, importance, createdAt, bell);
    }

    private String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    private boolean fits() {
        return json().getBytes(UTF_8).length <= PushMessage.MAX_BYTES;
    }

    /** With as much of the message as fits. */
    private PushText cut() {
        String text = message == null ? "" : message;
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int fitting = 0;
        int tooLong = text.length();
        while (tooLong - fitting > 1) {
            int middle = (fitting + tooLong) >>> 1;
            if (with(beginning(characters, text, middle), actionUrl, null).fits()) {
                fitting = middle;
            } else {
                tooLong = middle;
            }
        }
        return with(beginning(characters, text, fitting), actionUrl, null);
    }

    /** Never the half of what a reader takes for one character, which may be several of Java's. */
    private static String beginning(BreakIterator characters, String text, int length) {
        int end = characters.isBoundary(length) ? length : characters.preceding(length);
        return text.substring(0, end) + ELLIPSIS;
    }
}

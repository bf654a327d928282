package io.belfry.live.chat;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.belfry.fields.Millis;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.util.UUID;

/**
 * What a participant has said. Jackson writes it as pages get it. Immutable.
 *
 * @param number 1 for the first of its conversation, then 2, 3 and so on without a gap
 * @param body text and nothing else; empty when it was deleted
 * @param editedAt null when it is as it was sent
 * @param deleted whether its sender has taken it back
 * @param key that its sender gave it
 * @param truncated whether only the beginning of the body is told, as the whole does not fit into
 *     an event; left out of JSON when it is not
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Message(
        UUID id,
        UUID conversationId,
        long number,
        String senderId,
        String body,
        @Millis Instant createdAt,
        @Millis @Nullable Instant editedAt,
        boolean deleted,
        String key,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean truncated) {

    /** With no more of the body than takes so many bytes in JSON. */
    Message cutTo(int bytes) {
        int end = 0;
        int used = 0;
        while (end < body.length()) {
            int next = body.codePointAt(end);
            used += bytesOf(next);
            if (used > bytes) {
                return truncated(body.substring(0, end));
            }
            end += Character.charCount(next);
        }
        return this;
    }

    private static int bytesOf(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint < ' ' || codePoint == '"' || codePoint == '\\' ? 2 : 1;
        }
        return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    private Message truncated(String beginning) {
        return new Message(
                id,
                conversationId,
                number,
                senderId,
                beginning,
                createdAt,
                editedAt,
                deleted,
                key,
                true);
    }
}

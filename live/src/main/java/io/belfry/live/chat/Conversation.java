package io.belfry.live.chat;

import io.belfry.fields.Millis;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A conversation as one of its participants sees it. Jackson writes it as pages get it. Immutable.
 *
 * @param title null when it has none
 * @param participants all of them in the order of their ids, whoever looks included
 * @param lastMessage be it deleted; null when nobody has said anything
 * @param unread how many messages of others, that are not deleted, are behind what this participant
 *     has read
 * @param updatedAt when something was last said; before that, when it was opened
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Conversation(
        UUID id,
        @Nullable String title,
        List<Participant> participants,
        @Nullable Message lastMessage,
        long unread,
        @Millis Instant updatedAt) {
    public Conversation {
        participants = List.copyOf(participants);
    }
}

package io.belfry.live.chat;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.Channel;
import io.belfry.fields.Millis;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What those who listen to a conversation hear. Immutable.
 *
 * @param channel of the conversation
 * @param name on the wire
 * @param payload what they get
 */
public record ChatEvent(Channel channel, String name, Payload payload) implements BroadcastEvent {

    /**
     * What they get. Jackson writes it as pages get it. Immutable.
     *
     * @param data a {@link Message}, a {@link Receipt}, or a {@link
     *     io.belfry.live.shared.TypingSignal}
     * @param timestamp when it happened
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Payload(
            UUID conversationId, ChatEventType type, Object data, @Millis Instant timestamp) {}

    @Override
    public List<Channel> channels() {
        return List.of(channel);
    }

    @Override
    public String broadcastAs() {
        return name;
    }

    @Override
    public Object broadcastWith() {
        return payload;
    }
}

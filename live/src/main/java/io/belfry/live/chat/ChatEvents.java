package io.belfry.live.chat;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.PendingBroadcast;
import io.belfry.broadcasting.event.Channel;
import io.belfry.fields.Timestamp;

import java.time.Clock;
import java.util.UUID;

/** Tells of conversations, and not the connection that a request came with. Thread-safe. */
final class ChatEvents {
    /** Of a body, so that it fits into 10 KB, which is what most servers take, with the rest. */
    private static final int MOST_BYTES = 8_000;

    private final Broadcaster broadcaster;
    private final ChatSettings settings;
    private final Clock clock;

    ChatEvents(Broadcaster broadcaster, ChatSettings settings, Clock clock) {
        this.broadcaster = broadcaster;
        this.settings = settings;
        this.clock = clock;
    }

    /** Of a message; of its beginning when it is too long for an event. */
    void tell(ChatEventType type, Message message) {
        tell(message.conversationId(), type, message.cutTo(MOST_BYTES));
    }

    void tell(UUID conversation, ChatEventType type, Object data) {
        Channel channel = settings.channels().channel("id", conversation.toString());
        var payload = new ChatEvent.Payload(conversation, type, data, Timestamp.now(clock));
        PendingBroadcast telling =
                broadcaster
                        .broadcast(new ChatEvent(channel, settings.event(type), payload))
                        .toOthers();
        // Now or never: that somebody typed is no news once a hub that was away is back.
        (type == ChatEventType.TYPING ? telling.now().rescue() : telling).send();
    }
}

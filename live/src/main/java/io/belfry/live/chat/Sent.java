package io.belfry.live.chat;

/**
 * What became of a message that was to be sent. Immutable.
 *
 * @param message as it stands in the conversation
 * @param isNew false when this key has sent a message before, which this one is
 */
public record Sent(Message message, boolean isNew) {}

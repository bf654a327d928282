package io.belfry.broadcasting.check;

import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.Channel;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/**
 * Something that is broadcast without a class of events: an entity that announces its own changes,
 * for example.
 *
 * @param type what is told of; what it says by {@link BroadcastOn} holds
 * @param channel one of those on which it is told when it does not say so; null when nobody knows
 * @param isWritten whether a field or a method of the type, by its name, is part of what is told
 */
public record Announcement(Class<?> type, @Nullable Channel channel, Predicate<String> isWritten) {}

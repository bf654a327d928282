package io.belfry.live.presence;

import com.fasterxml.jackson.annotation.JsonIgnore;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.Channel;
import io.belfry.fields.Millis;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.util.List;

/** What those who watch a user are told. */
public sealed interface PresenceEvent extends BroadcastEvent {

    /** Where those listen who watch the user. */
    Channel channel();

    @Override
    default List<Channel> channels() {
        return List.of(channel());
    }

    /**
     * A user is there who was not. Immutable.
     *
     * @param status {@code online}; what else the user says is told right after
     */
    @BroadcastName("UserOnline")
    @JsonNaming(SnakeCaseStrategy.class)
    record UserOnline(@JsonIgnore Channel channel, String userId, String status, @Millis Instant at)
            implements PresenceEvent {}

    /**
     * A user has gone, or wants to look like it. Immutable.
     *
     * @param lastSeen the last sign of the user; null when there was none
     */
    @BroadcastName("UserOffline")
    @JsonNaming(SnakeCaseStrategy.class)
    record UserOffline(
            @JsonIgnore Channel channel,
            String userId,
            @Millis @Nullable Instant lastSeen,
            @Millis Instant at)
            implements PresenceEvent {}

    /**
     * A user who is there says something else. Immutable.
     *
     * @param text null for none
     */
    @BroadcastName("UserStatusChanged")
    @JsonNaming(SnakeCaseStrategy.class)
    record UserStatusChanged(
            @JsonIgnore Channel channel,
            String userId,
            Status status,
            @Nullable String text,
            @Millis Instant at)
            implements PresenceEvent {}
}

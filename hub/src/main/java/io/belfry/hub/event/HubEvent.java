package io.belfry.hub.event;

import io.belfry.protocol.ChannelName;
import io.belfry.protocol.ErrorCode;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;

/**
 * Something that has happened. Webhooks, metrics, the log and in-process listeners live on these.
 *
 * <p>Occupancy and membership are told by whoever changed the shared truth, in the order of the
 * changes of one channel, and once in a deployment. Everything else is told by the node where it
 * happened. All of them are immutable.
 */
public sealed interface HubEvent {

    /** The app it happened in; empty when it belongs to none. */
    String appId();

    /** A client was let in. */
    record ConnectionOpened(String appId, SocketId socketId) implements HubEvent {}

    /**
     * A connection that was let in has ended, by whichever side.
     *
     * @param code of the close frame; 1006 when there was none
     */
    record ConnectionClosed(String appId, SocketId socketId, int code) implements HubEvent {}

    /** A connection was turned away; {@code appId} is empty when the app is unknown. */
    record ConnectionRefused(String appId, ErrorCode code) implements HubEvent {}

    /** Something that a client asked for was refused; the connection goes on. */
    record CommandRefused(String appId, SocketId socketId, ErrorCode code, String reason)
            implements HubEvent {}

    /**
     * The first subscriber came.
     *
     * @param absence that has ended
     */
    record ChannelOccupied(String appId, ChannelName channel, Absence absence) implements HubEvent {
        /** On a node by itself. */
        public ChannelOccupied(String appId, ChannelName channel) {
            this(appId, channel, Absence.OF_ONE_NODE);
        }
    }

    /**
     * The last subscriber left.
     *
     * @param absence that begins
     */
    record ChannelVacated(String appId, ChannelName channel, Absence absence) implements HubEvent {
        /** On a node by itself. */
        public ChannelVacated(String appId, ChannelName channel) {
            this(appId, channel, Absence.OF_ONE_NODE);
        }
    }

    /**
     * A user came whom no other connection had on this presence channel.
     *
     * @param absence that has ended
     */
    record MemberAdded(String appId, ChannelName channel, String userId, Absence absence)
            implements HubEvent {
        /** On a node by itself. */
        public MemberAdded(String appId, ChannelName channel, String userId) {
            this(appId, channel, userId, Absence.OF_ONE_NODE);
        }
    }

    /**
     * The last connection of a user left this presence channel.
     *
     * @param absence that begins
     */
    record MemberRemoved(String appId, ChannelName channel, String userId, Absence absence)
            implements HubEvent {
        /** On a node by itself. */
        public MemberRemoved(String appId, ChannelName channel, String userId) {
            this(appId, channel, userId, Absence.OF_ONE_NODE);
        }
    }

    /**
     * A channel has this many subscriptions now, counted over all nodes.
     *
     * @param serial grows with each change of the channel, on whichever node; zero when it does not
     *     matter
     */
    record SubscriptionsChanged(String appId, ChannelName channel, int count, long serial)
            implements HubEvent {
        /** One that is told by itself. */
        public SubscriptionsChanged(String appId, ChannelName channel, int count) {
            this(appId, channel, count, 0);
        }

        /** Two are equal that tell the same. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof SubscriptionsChanged that
                    && appId.equals(that.appId)
                    && channel.equals(that.channel)
                    && count == that.count;
        }

        @Override
        public int hashCode() {
            return Objects.hash(appId, channel, count);
        }
    }

    /**
     * A client event was accepted and passed on.
     *
     * @param data the JSON value exactly as the client sent it; null when it sent none
     * @param userId the sender, on presence channels only
     */
    record ClientEventSent(
            String appId,
            ChannelName channel,
            String event,
            @Nullable String data,
            SocketId socketId,
            @Nullable String userId)
            implements HubEvent {}

    /** A client joined a cache channel on which nothing is kept. */
    record CacheMissed(String appId, ChannelName channel) implements HubEvent {}

    /**
     * The HTTP API has answered.
     *
     * @param endpoint its path with placeholders, for example {@code /apps/{app}/events}
     */
    record ApiAnswered(String appId, String endpoint, int status, Duration took)
            implements HubEvent {}

    /** A webhook call has ended: delivered, to be tried again, given up, or dropped unsent. */
    record WebhookCalled(String appId, Outcome outcome) implements HubEvent {
        /** How a call ended. */
        public enum Outcome {
            DELIVERED,
            RETRIED,
            GIVEN_UP,
            /** The queue was full. */
            DROPPED
        }
    }
}

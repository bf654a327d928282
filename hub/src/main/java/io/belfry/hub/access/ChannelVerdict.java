package io.belfry.hub.access;

import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Member;

import org.jspecify.annotations.Nullable;

/** Whether a client may join a channel. */
public sealed interface ChannelVerdict {

    /**
     * @param member who the client is on a presence channel; null elsewhere
     * @param userId whom the app says, and signs, is behind the connection; null where it says
     *     nothing
     */
    record Granted(ChannelName channel, @Nullable Member member, @Nullable String userId)
            implements ChannelVerdict {
        static Granted anonymous(ChannelName channel) {
            return new Granted(channel, null, null);
        }
    }

    /**
     * @param type of {@code pusher:subscription_error}: {@code AuthError}, {@code InvalidChannel}
     *     or {@code LimitReached}
     * @param status what an HTTP server would have answered
     */
    record Refused(String type, String reason, int status) implements ChannelVerdict {

        static Refused unauthorized(String reason) {
            return new Refused("AuthError", reason, 401);
        }

        static Refused invalid(String reason) {
            return new Refused("InvalidChannel", reason, 400);
        }

        public static Refused limit(String reason) {
            return new Refused("LimitReached", reason, 403);
        }
    }
}

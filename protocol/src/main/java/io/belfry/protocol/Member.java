package io.belfry.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One user on a presence channel (Pusher Channels documentation, "Presence channels").
 *
 * @param userId never empty; numbers of the wire are kept as their digits, so that 7 and "7" are
 *     one user
 * @param userInfo the JSON value that the app gave about the user, {@code {}} when it gave none
 */
public record Member(String userId, String userInfo) {
    static final String NO_INFO = "{}";

    public Member {
        if (userId.isEmpty()) {
            throw new IllegalArgumentException("user_id is empty");
        }
    }

    /**
     * Reads the {@code channel_data} of a subscription.
     *
     * @throws IllegalArgumentException naming the field that is missing or wrong
     */
    public static Member ofChannelData(String channelData) {
        Fields fields = new Fields();
        try {
            JsonSource.readObject(channelData, fields::member);
        } catch (JsonSource.Malformed e) {
            throw new IllegalArgumentException("channel_data is " + e.getMessage(), e);
        }
        if (fields.userId == null || fields.userId.isEmpty()) {
            throw new IllegalArgumentException("channel_data has no user_id");
        }
        return new Member(fields.userId, fields.userInfo);
    }

    private static final class Fields {
        private @Nullable String userId;
        private String userInfo = NO_INFO;

        void member(String name, JsonSource value) {
            if (name.equals("user_id") && !value.isNull()) {
                userId = value.identifierOrNull();
                if (userId == null) {
                    throw new JsonSource.Malformed(
                            "wrong: user_id is neither a string nor a whole number");
                }
            } else if (name.equals("user_info") && !value.isNull()) {
                userInfo = value.raw();
            }
        }
    }
}

package io.belfry.protocol;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Who a connection is, after {@code pusher:signin} (Pusher Channels documentation, "Authenticating
 * users").
 *
 * @param id made of the characters that channel names may have, 1 to {@value #MAX_ID_LENGTH} of
 *     them
 * @param userInfo the JSON value that the app gave about the user, {@code {}} when it gave none
 * @param watchlist ids of the users whose coming and going this user wants to hear of, each once
 */
public record SignedInUser(String id, String userInfo, List<String> watchlist) {
    public static final int MAX_ID_LENGTH = 128;

    public SignedInUser {
        if (!isLegalId(id)) {
            throw new IllegalArgumentException(
                    "user_data.id must be 1 to "
                            + MAX_ID_LENGTH
                            + " characters out of A-Z a-z 0-9 _ - = @ , . ;");
        }
        watchlist = List.copyOf(watchlist);
    }

    /** Whether a text may be the id of a signed-in user. */
    public static boolean isLegalId(String id) {
        return !id.isEmpty()
                && id.length() <= MAX_ID_LENGTH
                && ChannelName.hasLegalCharacters(id, 0);
    }

    /**
     * Reads the {@code user_data} of a sign-in.
     *
     * @throws IllegalArgumentException naming the field that is missing or wrong
     */
    public static SignedInUser ofUserData(String userData) {
        Fields fields = new Fields();
        try {
            JsonSource.readObject(userData, fields::member);
        } catch (JsonSource.Malformed e) {
            throw new IllegalArgumentException("user_data is wrong: " + e.getMessage(), e);
        }
        if (fields.id == null) {
            throw new IllegalArgumentException("user_data.id is missing or not a string");
        }
        return new SignedInUser(
                fields.id, fields.userInfo, fields.watchlist.stream().distinct().toList());
    }

    private static final class Fields {
        private @Nullable String id;
        private String userInfo = Member.NO_INFO;
        private final List<String> watchlist = new ArrayList<>();

        void member(String name, JsonSource value) {
            switch (name) {
                case "id" -> id = value.stringOrNull();
                case "user_info" -> userInfo = value.isNull() ? Member.NO_INFO : value.raw();
                case "watchlist" -> {
                    if (!value.isNull()) {
                        value.array("user_data.watchlist", this::watched);
                    }
                }
                default -> {
                    // The app may tell its clients more about a user than the hub needs.
                }
            }
        }

        private void watched(JsonSource value) {
            String watched = value.string("each id of user_data.watchlist");
            if (!isLegalId(watched)) {
                throw new JsonSource.Malformed("user_data.watchlist has an id that is none");
            }
            watchlist.add(watched);
        }
    }
}

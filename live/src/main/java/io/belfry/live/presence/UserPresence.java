package io.belfry.live.presence;

import io.belfry.fields.Millis;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;

/**
 * Whether a user is there. Jackson writes it as pages get it. Immutable.
 *
 * @param status {@code online}, {@code away}, {@code busy} or {@code offline}; {@code invisible}
 *     for the user alone
 * @param text that the user has put beside it; null when there is none, or when the user is offline
 * @param lastSeen when the user last gave a sign; null while the user is online, and when there was
 *     none
 */
@JsonNaming(SnakeCaseStrategy.class)
public record UserPresence(
        String userId,
        boolean online,
        String status,
        @Nullable String text,
        @Millis @Nullable Instant lastSeen) {
    static final String OFFLINE = "offline";

    /** Of whom nothing is known. */
    static UserPresence unknown(String userId) {
        return new UserPresence(userId, false, OFFLINE, null, null);
    }
}

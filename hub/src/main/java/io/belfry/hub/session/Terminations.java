package io.belfry.hub.session;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whose connections were ended, and when. What an app had signed for such a user before may still
 * be on its way, or have been kept back, on a connection that nobody could know to be the user's;
 * it is good for that connection only, and such a connection is older than the termination.
 *
 * <p>When there are too many to be remembered, the oldest are forgotten by taking them to be about
 * all users: that asks some to connect anew who need not, and lets nobody stay who must not.
 *
 * <p>Confined to an event loop; not thread-safe. Moments are nanoseconds of a monotonic clock.
 */
final class Terminations {
    private static final int MOST = 10_000;

    /** The last one of each user, in the order of time. */
    private final LinkedHashMap<User, Long> moments = new LinkedHashMap<>();

    private boolean forgot;
    private long forgottenUpTo;

    private record User(String appId, String userId) {}

    void add(String appId, String userId, long now) {
        User user = new User(appId, userId);
        moments.remove(user);
        moments.put(user, now);
        if (moments.size() > MOST) {
            Map.Entry<User, Long> oldest = moments.pollFirstEntry();
            forgot = true;
            forgottenUpTo = oldest.getValue();
        }
    }

    /** Whether the connections of a user were ended since another one was opened. */
    boolean isOlder(long openedAt, String appId, String userId) {
        if (forgot && forgottenUpTo - openedAt >= 0) {
            return true;
        }
        Long moment = moments.get(new User(appId, userId));
        return moment != null && moment - openedAt >= 0;
    }

    /** Forgets what no connection is old enough for. */
    void forgetBefore(long oldestOpenedAt) {
        while (!moments.isEmpty() && moments.firstEntry().getValue() - oldestOpenedAt < 0) {
            moments.pollFirstEntry();
        }
        forgot &= forgottenUpTo - oldestOpenedAt >= 0;
    }
}

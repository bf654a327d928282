package io.belfry.notifications.push;

import io.belfry.database.Database;
import io.belfry.fields.FieldRefused;
import io.belfry.fields.PlainText;
import io.belfry.fields.Timestamp;
import io.belfry.notifications.store.SubscriptionRow;
import io.belfry.notifications.store.SubscriptionTable;
import io.belfry.webpush.Destinations;
import io.belfry.webpush.PushSubscription;

import org.jdbi.v3.core.Handle;

import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;

/**
 * The browsers of users that push messages go to. An endpoint belongs to one user: in a browser
 * that several use, to the last who signed in. Works within the transaction of the thread. Whatever
 * goes wrong in the database is thrown as a {@link org.jdbi.v3.core.JdbiException}. Thread-safe.
 */
public final class PushSubscriptions {
    /** How many browsers of a user are kept; those go first that were given longest ago. */
    public static final int MOST = 20;

    private final Database database;
    private final Destinations destinations;
    private final Clock clock;

    /**
     * @param destinations where push messages may go; the same as of the client that sends them
     */
    public PushSubscriptions(Database database, Destinations destinations, Clock clock) {
        this.database = database;
        this.destinations = destinations;
        this.clock = clock;
    }

    /**
     * Keeps what a browser's {@code PushSubscription.toJSON()} says. Pages may give it again
     * whenever they open. Looks the endpoint's name up, which can take seconds.
     *
     * @param p256dh the browser's public key, in base64 for URLs
     * @param auth the browser's secret, in base64 for URLs
     * @return whether this user did not have it yet
     * @throws FieldRefused naming {@code endpoint}, {@code keys.p256dh} or {@code keys.auth}, and
     *     what is wrong with it
     */
    public boolean add(String userId, String endpoint, String p256dh, String auth) {
        PlainText.userId("user_id", userId);
        PushSubscription subscription = checked(endpoint, p256dh, auth);
        String key = SubscriptionTable.key(endpoint);
        SubscriptionRow row =
                new SubscriptionRow(
                        key, endpoint, subscription.p256dh(), subscription.auth(), null);
        Instant now = Timestamp.now(clock);
        return database.join(handle -> add(handle, userId, row, now));
    }

    private static boolean add(Handle handle, String userId, SubscriptionRow row, Instant now) {
        boolean isTheirs =
                SubscriptionTable.owner(handle, row.key()).filter(userId::equals).isPresent();
        SubscriptionTable.save(handle, userId, row, now);
        SubscriptionTable.keepNewest(handle, userId, row.key(), MOST);
        return !isTheirs;
    }

    /**
     * Forgets a browser. One of another user stays.
     *
     * @return whether the user had it
     */
    public boolean remove(String userId, String endpoint) {
        String key = SubscriptionTable.key(endpoint);
        return database.join(handle -> SubscriptionTable.delete(handle, userId, key));
    }

    private PushSubscription checked(String endpoint, String p256dh, String auth) {
        try {
            PushSubscription subscription = PushSubscription.of(endpoint, p256dh, auth);
            destinations.check(subscription.endpoint());
            return subscription;
        } catch (IllegalArgumentException e) {
            throw refused(e);
        } catch (UnknownHostException e) {
            throw new FieldRefused("endpoint", "endpoint is at a host that is not known", e);
        }
    }

    /** What is wrong begins with what is at fault; in a subscription, keys stand by themselves. */
    private static FieldRefused refused(IllegalArgumentException e) {
        String why = String.valueOf(e.getMessage());
        String path = why.startsWith("endpoint ") ? why : "keys." + why;
        return new FieldRefused(path.substring(0, path.indexOf(' ')), path, e);
    }
}

package io.belfry.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.database.Database;
import io.belfry.fields.Timestamp;
import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Data;
import io.belfry.notifications.content.Importance;
import io.belfry.notifications.content.Notification;
import io.belfry.notifications.content.Sending;
import io.belfry.notifications.store.BellTable;
import io.belfry.notifications.store.DigestTable;
import io.belfry.notifications.store.DigestTable.Waiting;

import org.jdbi.v3.core.Handle;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * Makes one item of the LOW notifications that have waited for a user. Thread-safe: holds nothing
 * of its own.
 */
final class Digests {
    /** How many users are looked for at once. */
    private static final int USERS_AT_ONCE = 100;

    /** How many of those that were gathered an item names. */
    private static final int MOST_NAMED = 50;

    /** Leaves room for what is around the names. */
    private static final int MOST_BYTES = Data.MOST_BYTES - 200;

    private final Database database;
    private final NotificationWriter writer;
    private final IntFunction<String> title;
    private final Clock clock;

    Digests(Database database, NotificationWriter writer, IntFunction<String> title, Clock clock) {
        this.database = database;
        this.writer = writer;
        this.title = title;
        this.clock = clock;
    }

    /** Makes those that are due, and answers whether there may be more. */
    boolean work(Runnable written) {
        Instant now = Timestamp.now(clock);
        List<String> users =
                database.own(handle -> DigestTable.usersDue(handle, now, USERS_AT_ONCE));
        for (String userId : users) {
            database.own(handle -> write(handle, userId, now));
        }
        if (!users.isEmpty()) {
            written.run();
        }
        return users.size() == USERS_AT_ONCE;
    }

    /** Another process may have been faster. */
    private boolean write(Handle handle, String userId, Instant now) {
        BellTable.lock(handle, new TreeSet<>(List.of(userId)));
        int count = DigestTable.count(handle, userId, now);
        if (count == 0) {
            return false;
        }
        List<Waiting> newest = DigestTable.newest(handle, userId, now, MOST_NAMED);
        DigestTable.delete(handle, userId, now);
        writer.write(handle, List.of(new Addressed(userId, sending(count, newest, now))));
        return true;
    }

    /** Not LOW, or it would wait again. */
    private Sending sending(int count, List<Waiting> newest, Instant now) {
        Content content =
                Content.of(title.apply(count))
                        .withData(Map.of("count", count, "items", named(newest)));
        return new Sending(
                Notifier.DIGEST,
                Importance.NORMAL,
                null,
                now,
                null,
                List.of(Notification.BELL, Notification.BROADCAST),
                content,
                Map.of());
    }

    /** As many as fit. */
    private static List<Map<String, String>> named(List<Waiting> newest) {
        List<Map<String, String>> named = new ArrayList<>();
        int bytes = 0;
        for (Waiting each : newest) {
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put("id", each.id().toString());
            entry.put("type", each.type());
            entry.put("title", each.title());
            bytes += JsonMapper.shared().writeValueAsString(entry).getBytes(UTF_8).length + 1;
            if (bytes > MOST_BYTES) {
                break;
            }
            named.add(entry);
        }
        return named;
    }
}

package io.belfry.notifications;

import io.belfry.notifications.content.Notification;
import io.belfry.notifications.preference.Choices;
import io.belfry.notifications.store.DigestTable;
import io.belfry.notifications.store.DigestTable.Waiting;
import io.belfry.notifications.store.RowId;

import org.jdbi.v3.core.Handle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lets LOW notifications wait for those who want them gathered into one. The bells of these users
 * are locked. Confined to the thread of the transaction; not thread-safe.
 */
final class Gathering {
    private final Choices choices;
    private final Instant now;

    Gathering(Choices choices, Instant now) {
        this.choices = choices;
        this.now = now;
    }

    void write(Handle handle, List<Addressed> gathered) {
        if (gathered.isEmpty()) {
            return;
        }
        Map<String, Instant> due =
                DigestTable.due(
                        handle,
                        gathered.stream().map(Addressed::userId).collect(Collectors.toSet()));
        List<Waiting> rows = new ArrayList<>();
        for (Addressed each : gathered) {
            Instant at = due.computeIfAbsent(each.userId(), this::firstDue);
            rows.add(
                    new Waiting(
                            RowId.next(now),
                            each.userId(),
                            each.sending().type(),
                            each.sending().contentFor(Notification.BELL).title(),
                            each.sending().createdAt(),
                            at));
        }
        DigestTable.insert(handle, rows);
    }

    private Instant firstDue(String userId) {
        return now.plus(Duration.ofMinutes(choices.digestMinutes(userId)));
    }
}

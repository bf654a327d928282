package io.belfry.notifications;

import io.belfry.fields.Timestamp;
import io.belfry.notifications.bell.ItemWriter;
import io.belfry.notifications.content.Importance;
import io.belfry.notifications.content.Notification;
import io.belfry.notifications.delivery.Route;
import io.belfry.notifications.preference.Choices;
import io.belfry.notifications.store.RowId;

import org.jdbi.v3.core.Handle;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes notifications for their users: items and bells, deliveries, and what waits to be gathered.
 * Bells are locked in the order of users, whatever the order of the notifications. Thread-safe:
 * holds nothing of its own.
 */
final class NotificationWriter {
    /** How many notifications are written with the same statements. */
    private static final int AT_ONCE = 500;

    private final Map<String, Route> routes;
    private final Clock clock;

    NotificationWriter(Map<String, Route> routes, Clock clock) {
        this.routes = routes;
        this.clock = clock;
    }

    void write(Handle handle, List<Addressed> all) {
        // Stable: what one user gets stays in its order.
        List<Addressed> sorted =
                all.stream().sorted(Comparator.comparing(Addressed::userId)).toList();
        for (int from = 0; from < sorted.size(); from += AT_ONCE) {
            writeSome(handle, sorted.subList(from, Math.min(sorted.size(), from + AT_ONCE)));
        }
    }

    private void writeSome(Handle handle, List<Addressed> some) {
        Choices choices = choices(handle, some);
        List<Addressed> gathered = new ArrayList<>();
        List<Addressed> inBell = new ArrayList<>();
        List<Addressed> elsewhere = new ArrayList<>();
        for (Addressed each : some) {
            boolean bell = each.wantsBell() && wants(choices, each, Notification.BELL);
            if (bell && isGathered(choices, each)) {
                gathered.add(each);
            } else {
                (bell ? inBell : elsewhere).add(each);
            }
        }
        Instant now = Timestamp.now(clock);
        DeliveryWriter deliveries = new DeliveryWriter(routes, choices, now);
        ItemWriter items = lockBells(handle, inBell, gathered);
        for (Addressed each : inBell) {
            ItemWriter.Written written = items.put(each.userId(), each.sending());
            deliveries.addWithItem(each, written.id(), written.isNew());
        }
        elsewhere.forEach(each -> deliveries.addAlone(each, RowId.next(now)));
        items.flush();
        deliveries.flush(handle);
        new Gathering(choices, now).write(handle, gathered);
    }

    private static Choices choices(Handle handle, List<Addressed> some) {
        Set<String> types =
                some.stream().map(each -> each.sending().type()).collect(Collectors.toSet());
        return Choices.of(handle, users(some), types);
    }

    private static TreeSet<String> users(List<Addressed> some) {
        return some.stream().map(Addressed::userId).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean wants(Choices choices, Addressed each, String route) {
        return choices.wants(each.userId(), each.sending().type(), route);
    }

    private static boolean isGathered(Choices choices, Addressed each) {
        return each.sending().importance() == Importance.LOW
                && choices.digestMinutes(each.userId()) > 0;
    }

    private static ItemWriter lockBells(
            Handle handle, List<Addressed> inBell, List<Addressed> gathered) {
        TreeSet<String> users = users(inBell);
        users.addAll(users(gathered));
        Set<String> groupKeys = new TreeSet<>();
        for (Addressed each : inBell) {
            String key = each.sending().groupKey();
            if (key != null) {
                groupKeys.add(key);
            }
        }
        return new ItemWriter(handle, users, groupKeys);
    }
}

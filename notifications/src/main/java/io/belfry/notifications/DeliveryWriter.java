package io.belfry.notifications;

import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Importance;
import io.belfry.notifications.content.Notification;
import io.belfry.notifications.content.Sending;
import io.belfry.notifications.delivery.ContentText;
import io.belfry.notifications.delivery.Route;
import io.belfry.notifications.preference.Choices;
import io.belfry.notifications.store.DeliveryTable;
import io.belfry.notifications.store.NewDelivery;
import io.belfry.notifications.store.RowId;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Plans what goes over the routes beside the bell, and writes it. Confined to the thread of the
 * transaction; not thread-safe.
 */
final class DeliveryWriter {
    private final Map<String, Route> routes;
    private final Choices choices;
    private final Instant now;
    private final Map<Way, NewDelivery> added = new LinkedHashMap<>();
    private final Map<Way, NewDelivery> renewed = new LinkedHashMap<>();

    /** A notification over a route. */
    private record Way(UUID notificationId, String route) {}

    DeliveryWriter(Map<String, Route> routes, Choices choices, Instant now) {
        this.routes = routes;
        this.choices = choices;
        this.now = now;
    }

    /** Of a notification that stands in the bell. */
    void addWithItem(Addressed each, UUID notificationId, boolean isNew) {
        Content item = each.sending().contentFor(Notification.BELL);
        for (Route route : wanted(each)) {
            Content content = each.sending().contentFor(route.name());
            String own = content.equals(item) ? null : ContentText.write(content);
            add(delivery(each, notificationId, route, own), isNew);
        }
    }

    /** Of a notification that stands in no bell. */
    void addAlone(Addressed each, UUID notificationId) {
        for (Route route : wanted(each)) {
            String own = ContentText.write(each.sending().contentFor(route.name()));
            add(delivery(each, notificationId, route, own), true);
        }
    }

    private List<Route> wanted(Addressed each) {
        List<Route> wanted = new ArrayList<>();
        for (String name : each.sending().routes()) {
            Route route = routes.get(name);
            if (route != null && choices.wants(each.userId(), each.sending().type(), name)) {
                wanted.add(route);
            }
        }
        return wanted;
    }

    private NewDelivery delivery(
            Addressed each, UUID notificationId, Route route, @Nullable String content) {
        Sending sending = each.sending();
        Instant due = now.plus(route.delay(sending.importance()));
        boolean interrupts = route.interrupts() && sending.importance() != Importance.URGENT;
        Instant allowed = interrupts ? choices.mayInterrupt(each.userId(), due) : due;
        return new NewDelivery(
                RowId.next(now),
                notificationId,
                each.userId(),
                route.name(),
                sending.type(),
                sending.importance(),
                content,
                allowed,
                allowed.isAfter(due),
                sending.createdAt(),
                sending.expiresAt());
    }

    /** One that brings an item up to date goes with the one that waits, if there is one. */
    private void add(NewDelivery delivery, boolean isNew) {
        Way way = new Way(delivery.notificationId(), delivery.route());
        (isNew || added.containsKey(way) ? added : renewed).put(way, delivery);
    }

    void flush(Handle handle) {
        List<NewDelivery> rows = new ArrayList<>(added.values());
        rows.addAll(DeliveryTable.renew(handle, renewed.values(), now));
        DeliveryTable.insert(handle, rows);
    }
}

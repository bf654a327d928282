package io.belfry.hub.webhook;

import io.belfry.hub.webhook.WebhookEvent.Place;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Holds back that a channel was vacated or a member left until it has stayed true for a while. Who
 * returns in time has never left: neither the departure nor the return is told. So only changes
 * that lasted go out, and occupied and vacated of one place always alternate.
 *
 * <p>Confined to the webhook thread; not thread-safe.
 */
final class Departures {
    // Oldest first, so that settling keeps the order.
    private final Map<Place, Departure> pending = new LinkedHashMap<>();
    private final Schedule schedule;
    private final Consumer<WebhookEvent> lasting;

    private record Departure(WebhookEvent event, Schedule.Timer timer) {}

    /**
     * @param lasting told of each departure that was not taken back
     */
    Departures(Schedule schedule, Consumer<WebhookEvent> lasting) {
        this.schedule = schedule;
        this.lasting = lasting;
    }

    void left(WebhookEvent event, Duration patience) {
        Schedule.Timer timer = schedule.after(patience, () -> lasted(event.place()));
        pending.put(event.place(), new Departure(event, timer));
    }

    boolean isPending(Place place) {
        return pending.containsKey(place);
    }

    /** Whether the place had been left for so short a time that nobody needs to hear of it. */
    boolean returned(Place place) {
        Departure departure = pending.remove(place);
        if (departure == null) {
            return false;
        }
        departure.timer().cancel();
        return true;
    }

    /** Waits no longer: the hub stops, and nobody will return to it. */
    void settle() {
        List<Departure> departures = List.copyOf(pending.values());
        pending.clear();
        for (Departure departure : departures) {
            departure.timer().cancel();
            lasting.accept(departure.event());
        }
    }

    private void lasted(Place place) {
        Departure departure = pending.remove(place);
        if (departure != null) {
            lasting.accept(departure.event());
        }
    }
}

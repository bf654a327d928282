package io.belfry.hub.webhook;

import io.belfry.hub.webhook.WebhookEvent.Place;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Holds back that a channel was vacated or a member left until it has stayed true for a while. Who
 * returns in time has never left: neither the departure nor the return is told. So only changes
 * that lasted go out, and occupied and vacated of one place always alternate. Where there are
 * several nodes they are asked first, as who left here may have come back there.
 *
 * <p>Confined to the webhook thread; not thread-safe.
 */
final class Departures {
    /** Until the other nodes, which could not be asked, are asked again. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    // Oldest first, so that settling keeps the order.
    private final Map<Place, Departure> pending = new LinkedHashMap<>();
    private final Schedule schedule;
    private final Function<WebhookEvent, CompletableFuture<Boolean>> asks;
    private final Consumer<WebhookEvent> lasting;
    private final Runnable takenBack;
    private boolean settling;

    private record Departure(WebhookEvent event, Schedule.Timer timer) {}

    /**
     * @param asks whether a departure that other nodes know of is to be told
     * @param lasting told of each departure that was not taken back
     * @param takenBack told when one was, on another node
     */
    Departures(
            Schedule schedule,
            Function<WebhookEvent, CompletableFuture<Boolean>> asks,
            Consumer<WebhookEvent> lasting,
            Runnable takenBack) {
        this.schedule = schedule;
        this.asks = asks;
        this.lasting = lasting;
        this.takenBack = takenBack;
    }

    void left(WebhookEvent event, Duration patience) {
        if (patience.isZero() && event.absence().number() == 0) {
            lasting.accept(event);
            return;
        }
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
        settling = true;
        for (Departure departure : List.copyOf(pending.values())) {
            departure.timer().cancel();
            lasted(departure.event().place());
        }
    }

    private void lasted(Place place) {
        Departure departure = pending.get(place);
        if (departure == null) {
            return;
        }
        if (departure.event().absence().number() == 0) {
            end(place, departure, true);
            return;
        }
        var unused =
                asks.apply(departure.event())
                        .handle((isToBeTold, failure) -> failure == null ? isToBeTold : null)
                        .thenAcceptAsync(told -> asked(place, departure, told), schedule);
    }

    /**
     * @param isToBeTold null when that could not be found out
     */
    private void asked(Place place, Departure departure, @Nullable Boolean isToBeTold) {
        if (isToBeTold != null || settling) {
            end(place, departure, isToBeTold == null || isToBeTold);
        } else if (departure.equals(pending.get(place))) {
            Schedule.Timer timer = schedule.after(PAUSE, () -> lasted(place));
            pending.put(place, new Departure(departure.event(), timer));
        }
    }

    private void end(Place place, Departure departure, boolean isToBeTold) {
        if (!pending.remove(place, departure)) {
            return;
        }
        if (isToBeTold) {
            lasting.accept(departure.event());
        } else {
            takenBack.run();
        }
    }
}

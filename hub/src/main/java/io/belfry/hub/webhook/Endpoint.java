package io.belfry.hub.webhook;

import io.belfry.hub.event.HubEvent.WebhookCalled;
import io.belfry.hub.event.HubEvent.WebhookCalled.Outcome;
import io.belfry.hub.event.HubListener;
import io.belfry.hub.settings.WebhookSettings;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Supplier;

/**
 * One address that an app wants to be called at: picks what it wants to hear, takes out what is not
 * worth telling, and hands the rest to its {@link Deliveries}.
 *
 * <p>All that it holds, from a departure that may yet be taken back to an event in a call that is
 * being retried, counts against its queue size; what comes to a full queue is dropped and counted.
 * Of a channel whose calls fail no more than a tenth of the queue may wait (or {@value
 * #SMALLEST_SHARE} events), so that one channel which the endpoint cannot stomach does not drive
 * out the others.
 *
 * <p>Confined to the webhook thread; not thread-safe.
 */
final class Endpoint implements Deliveries.Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private static final int SMALLEST_SHARE = 100;

    private final EndpointId id;
    private final String mark;
    private final Supplier<@Nullable Target> target;
    private final HubListener outcomes;
    private final Runnable emptied;
    private final Departures departures;
    private final CountThrottle counts;
    private final MissBursts misses;
    private final Deliveries deliveries;
    private final Sparingly drops;
    private final Sparingly troubles;
    private @Nullable String latestTrouble;
    private int held;
    private boolean over;

    /**
     * @param target the endpoint in the settings of now, null when it is no longer there
     * @param absences where nodes agree who tells of a departure
     * @param emptied told whenever the last event held has been dealt with
     */
    Endpoint(
            EndpointId id,
            Supplier<@Nullable Target> target,
            Schedule schedule,
            Courier courier,
            Absences absences,
            HubListener outcomes,
            Runnable emptied) {
        this.id = id;
        this.mark = id.mark();
        this.target = target;
        this.outcomes = outcomes;
        this.emptied = emptied;
        departures =
                new Departures(
                        schedule,
                        event ->
                                absences.mayTell(
                                        id.appId(),
                                        event.channel(),
                                        event.userId(),
                                        event.absence().number(),
                                        mark),
                        this::send,
                        () -> release(1));
        counts = new CountThrottle(schedule, this::send);
        misses = new MissBursts(schedule);
        deliveries = new Deliveries(target, schedule, courier, this);
        drops = new Sparingly(schedule, this::logDrops);
        troubles = new Sparingly(schedule, this::logTroubles);
    }

    void take(WebhookEvent event, WebhookSettings settings) {
        Interest interest = new Interest(settings);
        if (!interest.concerns(event.type()) || !interest.admits(event.channel())) {
            return;
        }
        switch (event.type()) {
            case CHANNEL_VACATED, MEMBER_REMOVED -> left(event, settings);
            case CHANNEL_OCCUPIED, MEMBER_ADDED -> came(event, settings);
            case SUBSCRIPTION_COUNT -> counted(event, settings);
            case CACHE_MISS -> missed(event, settings);
            case CLIENT_EVENT -> {
                if (hold(event, settings)) {
                    send(event);
                }
            }
        }
    }

    boolean isEmpty() {
        return held == 0;
    }

    /** Whether the endpoint has left the settings; a new one takes its place if it comes back. */
    boolean isOver() {
        return over;
    }

    /** Whether the endpoint is still in the settings. */
    boolean isConfigured() {
        return target.get() != null;
    }

    /** The hub stops: nothing is waited for any more, and what is held is tried once. */
    void hurry() {
        departures.settle();
        counts.settle();
        deliveries.hurry();
    }

    /** Drops and counts all that is held. */
    void abandon() {
        over = true;
        deliveries.abandon();
        int dropped = held;
        held = 0;
        for (int i = 0; i < dropped; i++) {
            drop();
        }
    }

    @Override
    public void gone() {
        if (!over) {
            abandon();
            emptied.run();
        }
    }

    @Override
    public void tried(Outcome outcome, @Nullable String trouble, int events) {
        if (trouble != null) {
            latestTrouble = trouble;
            troubles.happened();
        }
        outcomes.on(new WebhookCalled(id.appId(), outcome));
        release(events);
    }

    private void left(WebhookEvent event, WebhookSettings settings) {
        if (!departures.isPending(event.place()) && hold(event, settings)) {
            departures.left(event, settings.debounce());
        }
    }

    private void came(WebhookEvent event, WebhookSettings settings) {
        if (departures.returned(event.place())) {
            release(1);
        } else if (!event.absence().endedUnknownTo(mark) && hold(event, settings)) {
            send(event);
        }
    }

    private void counted(WebhookEvent event, WebhookSettings settings) {
        if (counts.holds(event.channel())) {
            release(1); // The one that this one replaces.
        }
        if (hold(event, settings)) {
            counts.offer(event);
        }
    }

    private void missed(WebhookEvent event, WebhookSettings settings) {
        if (!misses.isFirst(event.channel(), settings.debounce())) {
            return;
        }
        if (hold(event, settings)) {
            send(event);
        } else {
            misses.forget(event.channel());
        }
    }

    /** Takes a place in the queue for the event, or drops the event. */
    private boolean hold(WebhookEvent event, WebhookSettings settings) {
        int size = settings.queueSize();
        int share = Math.max(SMALLEST_SHARE, size / 10);
        if (held >= size || deliveries.heldUp(event.channel()) >= share) {
            if (new Interest(settings).wants(event.type())) {
                drop();
            }
            return false;
        }
        held++;
        return true;
    }

    /** Sends an event that has its place in the queue, if it is more than the undoing of others. */
    private void send(WebhookEvent event) {
        if (over) {
            return;
        }
        Target now = target.get();
        if (now != null && !new Interest(now.settings()).wants(event.type())) {
            release(1);
        } else {
            deliveries.add(event);
        }
    }

    private void release(int events) {
        held -= events;
        if (events > 0 && held == 0) {
            emptied.run();
        }
    }

    private void drop() {
        drops.happened();
        outcomes.on(new WebhookCalled(id.appId(), Outcome.DROPPED));
    }

    private void logDrops(long events) {
        LOG.atWarn()
                .addKeyValue("app", id.appId())
                .addKeyValue("endpoint", id.origin())
                .addKeyValue("events", events)
                .log("webhook events dropped");
    }

    private void logTroubles(long calls) {
        LOG.atWarn()
                .addKeyValue("app", id.appId())
                .addKeyValue("endpoint", id.origin())
                .addKeyValue("failures", calls)
                .addKeyValue("latest", latestTrouble)
                .log("webhook calls fail");
    }
}

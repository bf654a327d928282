package io.belfry.hub.webhook;

import io.belfry.hub.event.HubEvent;
import io.belfry.hub.event.HubEvent.WebhookCalled;
import io.belfry.hub.event.HubEvent.WebhookCalled.Outcome;
import io.belfry.hub.event.HubListener;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.WebhookSettings;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Calls the apps' own servers about what happens on the hub (Pusher Channels documentation,
 * "Webhooks"): channels occupied and vacated, members, client events, cache misses, and
 * subscription counts for those who ask for them.
 *
 * <p>Delivery is at least once for what is taken, until retries are given up; the queue is in
 * memory and bounded for each endpoint. The events of one channel reach one endpoint in order.
 * Events of different channels may overtake each other; {@code time_ms} tells. A departure is told
 * only when it has lasted, and with it the return that would undo it.
 *
 * <p>Settings are looked up for every call. A changed key, filter or header holds for what is
 * already queued too; what is queued for an app or an address that has left the settings is
 * dropped, since nobody there is meant to hear of it any more.
 *
 * <p>Neither a thread nor an HTTP client exists before the first event that an endpoint wants.
 *
 * <p>Thread-safe: everything but the inbox is confined to one thread of its own, which never waits.
 */
public final class Webhooks implements HubListener, AutoCloseable {
    /** What {@link #close} allows for calls that are under way. */
    public static final Duration GRACE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

    private final Function<String, @Nullable AppSettings> apps;
    private final HubListener outcomes;
    private final Absences absences;
    private final Schedule schedule;
    private final Courier courier = new Courier();
    private final Map<EndpointId, Endpoint> endpoints = new HashMap<>();
    private final Inbox inbox;
    private final Sparingly overflows;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile boolean stopping;
    private boolean hurried;

    /**
     * @param apps the settings of the app with that id as they are now, null when there is none.
     *     Asked on event loops, so it answers at once.
     * @param outcomes told how calls end, as {@link WebhookCalled}, on any thread
     * @param absences where nodes agree which of them tells of a departure
     */
    public Webhooks(
            Function<String, @Nullable AppSettings> apps, HubListener outcomes, Absences absences) {
        this(apps, outcomes, absences, new WebhookThread());
    }

    Webhooks(
            Function<String, @Nullable AppSettings> apps,
            HubListener outcomes,
            Absences absences,
            Schedule schedule) {
        this.apps = apps;
        this.outcomes = outcomes;
        this.absences = absences;
        this.schedule = schedule;
        inbox = new Inbox(schedule, this::take);
        overflows = new Sparingly(schedule, Webhooks::logOverflow);
    }

    /** Takes note and returns at once. What comes after {@link #stop} is not told to anybody. */
    @Override
    public void on(HubEvent event) {
        WebhookEvent told = WebhookEvent.of(event);
        if (told == null || stopping || !isWanted(told)) {
            return;
        }
        if (!inbox.offer(told)) {
            overflows.happened();
            outcomes.on(new WebhookCalled(told.appId(), Outcome.DROPPED));
        }
    }

    /**
     * Tries what is queued once, departures that are being waited for included, and drops the rest
     * when the grace is over. Later calls change nothing.
     *
     * @return completes when nothing is under way any more
     */
    public CompletableFuture<Void> stop(Duration grace) {
        stopping = true;
        schedule.execute(() -> hurry(grace));
        return stopped.copy();
    }

    /** Stops within {@link #GRACE}, and waits for it. */
    @Override
    public void close() {
        stop(GRACE).join();
    }

    private boolean isWanted(WebhookEvent event) {
        AppSettings app = apps.apply(event.appId());
        if (app == null) {
            return false;
        }
        for (WebhookSettings webhook : app.webhooks()) {
            if (new Interest(webhook).concerns(event.type())) {
                return true;
            }
        }
        return false;
    }

    private void take(WebhookEvent event) {
        AppSettings app = apps.apply(event.appId());
        if (app == null || hurried) {
            return;
        }
        List<EndpointId> ids = EndpointId.of(app);
        for (int i = 0; i < ids.size(); i++) {
            endpoint(ids.get(i)).take(event, app.webhooks().get(i));
        }
    }

    private Endpoint endpoint(EndpointId id) {
        Endpoint known = endpoints.get(id);
        if (known != null && !known.isOver()) {
            return known;
        }
        // Endpoints change at a reload only, so this is the moment to let go of former ones.
        endpoints.values().removeIf(former -> former.isEmpty() && !former.isConfigured());
        Endpoint endpoint =
                new Endpoint(
                        id,
                        () -> id.in(apps.apply(id.appId())),
                        schedule,
                        courier,
                        absences,
                        outcomes,
                        this::endIfEmpty);
        endpoints.put(id, endpoint);
        return endpoint;
    }

    private void hurry(Duration grace) {
        if (hurried) {
            return;
        }
        inbox.empty();
        hurried = true;
        schedule.after(grace, this::end);
        List.copyOf(endpoints.values()).forEach(Endpoint::hurry);
        endIfEmpty();
    }

    private void endIfEmpty() {
        if (hurried && endpoints.values().stream().allMatch(Endpoint::isEmpty)) {
            end();
        }
    }

    private void end() {
        if (stopped.isDone()) {
            return;
        }
        endpoints.values().forEach(Endpoint::abandon);
        courier.stop();
        schedule.stop();
        stopped.complete(null);
    }

    private static void logOverflow(long events) {
        LOG.atWarn()
                .addKeyValue("events", events)
                .log("webhook events dropped, because they come faster than they can be looked at");
    }
}

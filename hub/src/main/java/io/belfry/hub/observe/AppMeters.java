package io.belfry.hub.observe;

import io.belfry.hub.event.HubEvent.WebhookCalled;
import io.belfry.hub.event.Traffic;
import io.belfry.protocol.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The meters of one app. Those that every app has exist from the start; those of a code, an outcome
 * or an endpoint begin when it first occurs, and are found again without asking the registry.
 *
 * <p>Thread-safe: built of concurrent maps and Micrometer's meters.
 */
final class AppMeters {
    /** What RFC 6455 names and libraries send by themselves; a client may send any other number. */
    private static final Set<Integer> USUAL_CLOSE_CODES =
            Set.of(1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1011, 4200, 4201);

    private static final int OTHER = -1;

    private final String appId;
    private final MeterShelf shelf;

    private final Counter connectionsOpened;
    private final Counter clientEvents;
    private final Counter cacheMisses;
    private final Map<Integer, Counter> connectionsClosed = new ConcurrentHashMap<>();
    private final Map<ErrorCode, Counter> connectionsRefused = new ConcurrentHashMap<>();
    private final Map<ErrorCode, Counter> commandsRefused = new ConcurrentHashMap<>();
    private final Map<WebhookCalled.Outcome, Counter> webhookCalls = new ConcurrentHashMap<>();
    private final Map<ApiAnswer, Timer> apiRequests = new ConcurrentHashMap<>();

    private record ApiAnswer(String endpoint, int statusClass) {}

    /** The meters of events that belong to no app, or to one that is not served. */
    AppMeters(String label, MeterShelf shelf) {
        this.appId = label;
        this.shelf = shelf;
        connectionsOpened = shelf.counter(HubMeter.CONNECTIONS_OPENED, label);
        clientEvents = shelf.counter(HubMeter.CLIENT_EVENTS, label);
        cacheMisses = shelf.counter(HubMeter.CACHE_MISSES, label);
    }

    AppMeters(String appId, MeterShelf shelf, HubGauges gauges) {
        this(appId, shelf);
        shelf.gauge(HubMeter.CONNECTIONS, gauges, all -> all.connections(appId), appId);
        shelf.gauge(HubMeter.CHANNELS, gauges, all -> all.channels(appId), appId);
        shelf.gauge(HubMeter.SUBSCRIPTIONS, gauges, all -> all.subscriptions(appId), appId);
        Traffic traffic = gauges.traffic(appId);
        shelf.counter(HubMeter.MESSAGES_RECEIVED, traffic, Traffic::messagesIn, appId);
        shelf.counter(HubMeter.MESSAGES_SENT, traffic, Traffic::messagesOut, appId);
        shelf.counter(HubMeter.BYTES_RECEIVED, traffic, Traffic::bytesIn, appId);
        shelf.counter(HubMeter.BYTES_SENT, traffic, Traffic::bytesOut, appId);
        shelf.counter(HubMeter.EVENTS_PUBLISHED, traffic, Traffic::eventsPublished, appId);
    }

    void connectionOpened() {
        connectionsOpened.increment();
    }

    void connectionClosed(int code) {
        int label = isUsual(code) ? code : OTHER;
        counted(
                connectionsClosed,
                label,
                () ->
                        shelf.counter(
                                HubMeter.CONNECTIONS_CLOSED,
                                appId,
                                label == OTHER ? "other" : Integer.toString(label)));
    }

    void connectionRefused(ErrorCode code) {
        counted(connectionsRefused, code, () -> refusals(HubMeter.CONNECTIONS_REFUSED, code));
    }

    void commandRefused(ErrorCode code) {
        counted(commandsRefused, code, () -> refusals(HubMeter.COMMANDS_REFUSED, code));
    }

    void clientEventSent() {
        clientEvents.increment();
    }

    void cacheMissed() {
        cacheMisses.increment();
    }

    void webhookCalled(WebhookCalled.Outcome outcome) {
        counted(
                webhookCalls,
                outcome,
                () -> shelf.counter(HubMeter.WEBHOOK_CALLS, appId, lowerCase(outcome)));
    }

    void apiAnswered(String endpoint, int status, Duration took) {
        ApiAnswer answer = new ApiAnswer(endpoint, status / 100);
        Timer timer = apiRequests.get(answer);
        if (timer == null) {
            timer =
                    apiRequests.computeIfAbsent(
                            answer,
                            it ->
                                    shelf.timer(
                                            HubMeter.API_REQUESTS,
                                            appId,
                                            it.endpoint,
                                            it.statusClass + "xx"));
        }
        timer.record(took);
    }

    void remove() {
        shelf.clear();
    }

    private Counter refusals(HubMeter meter, ErrorCode code) {
        return shelf.counter(meter, appId, Integer.toString(code.number()), lowerCase(code));
    }

    // Asks before it computes, because computing takes a lock even when nothing is to be done.
    private static <K> void counted(Map<K, Counter> counters, K key, Supplier<Counter> make) {
        Counter counter = counters.get(key);
        if (counter == null) {
            counter = counters.computeIfAbsent(key, it -> make.get());
        }
        counter.increment();
    }

    private static boolean isUsual(int code) {
        return USUAL_CLOSE_CODES.contains(code) || (code >= 4000 && isErrorCode(code));
    }

    private static boolean isErrorCode(int code) {
        for (ErrorCode each : ErrorCode.values()) {
            if (each.number() == code) {
                return true;
            }
        }
        return false;
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

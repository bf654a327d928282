package io.belfry.hub.observe;

import io.belfry.hub.event.HubEvent;
import io.belfry.hub.event.HubListener;
import io.belfry.protocol.ChannelName;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Writes what happens on a hub as log lines with keys and values: refused connections at info,
 * webhook calls that were lost at warn, what single clients and requests do at debug, what becomes
 * of channels at trace. None of them has a payload or a secret in it.
 *
 * <p>Lines at info and above are held to one a second for each app and reason; the key {@code
 * count} tells how often it has happened since the line before.
 *
 * <p>Thread-safe: throttles live in a concurrent map and are thread-safe themselves.
 */
public final class HubLog implements HubListener {
    private static final Logger LOG = LoggerFactory.getLogger(HubLog.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LongSupplier nanoClock;
    private final Map<Repeated, Throttle> throttles = new ConcurrentHashMap<>();

    private record Repeated(String appId, Enum<?> reason) {}

    public HubLog() {
        this(System::nanoTime);
    }

    /** With a clock that a test moves. */
    HubLog(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public void on(HubEvent event) {
        switch (event) {
            case HubEvent.ConnectionOpened opened -> log(opened);
            case HubEvent.ConnectionClosed closed -> log(closed);
            case HubEvent.ConnectionRefused refused -> log(refused);
            case HubEvent.CommandRefused refused -> log(refused);
            case HubEvent.ApiAnswered answered -> log(answered);
            case HubEvent.WebhookCalled called -> log(called);
            case HubEvent.ChannelOccupied it -> trace(it, it.channel(), "channel occupied");
            case HubEvent.ChannelVacated it -> trace(it, it.channel(), "channel vacated");
            case HubEvent.MemberAdded it -> trace(it, it.channel(), "member added");
            case HubEvent.MemberRemoved it -> trace(it, it.channel(), "member removed");
            case HubEvent.SubscriptionsChanged it ->
                    trace(it, it.channel(), "subscriptions changed");
            case HubEvent.CacheMissed it -> trace(it, it.channel(), "cache missed");
            case HubEvent.ClientEventSent it -> trace(it, it.channel(), "client event sent");
        }
    }

    private static void log(HubEvent.ConnectionOpened opened) {
        line(Level.DEBUG, opened).addKeyValue("socket", opened.socketId()).log("connection opened");
    }

    private static void log(HubEvent.ConnectionClosed closed) {
        line(Level.DEBUG, closed)
                .addKeyValue("socket", closed.socketId())
                .addKeyValue("code", closed.code())
                .log("connection closed");
    }

    private void log(HubEvent.ConnectionRefused refused) {
        long count = toTell(refused, refused.code());
        if (count > 0) {
            line(Level.INFO, refused)
                    .addKeyValue("code", refused.code().number())
                    .addKeyValue("reason", refused.code())
                    .addKeyValue("count", count)
                    .log("connection refused");
        }
    }

    private static void log(HubEvent.CommandRefused refused) {
        if (LOG.isDebugEnabled()) {
            line(Level.DEBUG, refused)
                    .addKeyValue("socket", refused.socketId())
                    .addKeyValue("code", refused.code().number())
                    .addKeyValue("reason", onOneLine(refused.reason()))
                    .log("command refused");
        }
    }

    private static void log(HubEvent.ApiAnswered answered) {
        if (LOG.isDebugEnabled()) {
            line(Level.DEBUG, answered)
                    .addKeyValue("endpoint", answered.endpoint())
                    .addKeyValue("status", answered.status())
                    .addKeyValue("micros", answered.took().toNanos() / 1_000)
                    .log("request answered");
        }
    }

    private void log(HubEvent.WebhookCalled called) {
        switch (called.outcome()) {
            case DELIVERED, RETRIED ->
                    line(Level.DEBUG, called)
                            .addKeyValue("outcome", called.outcome())
                            .log("webhook called");
            case GIVEN_UP, DROPPED -> {
                long count = toTell(called, called.outcome());
                if (count > 0) {
                    line(Level.WARN, called)
                            .addKeyValue("outcome", called.outcome())
                            .addKeyValue("count", count)
                            .log("webhook lost");
                }
            }
        }
    }

    private static void trace(HubEvent event, ChannelName channel, String message) {
        line(Level.TRACE, event).addKeyValue("channel", channel).log(message);
    }

    private static LoggingEventBuilder line(Level level, HubEvent event) {
        return LOG.atLevel(level).addKeyValue("app", event.appId());
    }

    private long toTell(HubEvent event, Enum<?> reason) {
        return throttles
                .computeIfAbsent(new Repeated(event.appId(), reason), it -> new Throttle(PAUSE))
                .happened(nanoClock.getAsLong());
    }

    // A reason may quote what a client sent; a line break in it would forge a line of the log.
    private static String onOneLine(String reason) {
        StringBuilder clean = new StringBuilder(reason.length());
        reason.codePoints()
                .map(each -> Character.isISOControl(each) ? '?' : each)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}

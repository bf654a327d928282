package io.belfry.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.event.HubEvent;
import io.belfry.hub.event.HubEvent.WebhookCalled;
import io.belfry.hub.event.HubEvent.WebhookCalled.Outcome;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.WebhookSettings;
import io.belfry.protocol.AppKey;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.SocketId;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Webhooks of one app, its server, and a time that the test moves. */
final class GivenWebhooks implements AutoCloseable {
    static final String APP = "4711";
    static final AppKey KEY = new AppKey("belfry-key", "belfry-secret");

    private static final long PATIENCE_SECONDS = 10;

    final AppServer server = new AppServer();
    final MovableTime time = new MovableTime();
    final Webhooks webhooks;

    /** What other nodes answer when one asks whether a departure is to be told. */
    final AtomicReference<CompletableFuture<Boolean>> answers =
            new AtomicReference<>(CompletableFuture.completedFuture(true));

    private final Map<String, AppSettings> apps = new ConcurrentHashMap<>();
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

    GivenWebhooks() {
        webhooks =
                new Webhooks(
                        apps::get,
                        event -> outcomes.add(((WebhookCalled) event).outcome()),
                        (app, channel, user, absence, endpoint) -> answers.get(),
                        time);
    }

    /** Settings of an endpoint at the app's server. */
    WebhookSettings.Builder endpoint() {
        return WebhookSettings.to(server.url());
    }

    /** The app has these endpoints, from now on. */
    void has(WebhookSettings.Builder... endpoints) {
        appHas(APP, List.of(KEY), endpoints);
    }

    void appHas(String app, List<AppKey> keys, WebhookSettings.Builder... endpoints) {
        AppSettings settings =
                AppSettings.builder(app, "unused", "unused")
                        .keys(keys)
                        .webhooks(Stream.of(endpoints).map(WebhookSettings.Builder::build).toList())
                        .build();
        apps.put(app, settings);
    }

    AppSettings app(String id) {
        return apps.get(id);
    }

    void loses(String app) {
        apps.remove(app);
    }

    /** These happen, and the webhooks have taken note of them. */
    void happens(HubEvent... events) {
        for (HubEvent event : events) {
            webhooks.on(event);
        }
        time.settles();
    }

    /** The app's server was sent a call with just these events, as JSON. */
    void isTold(String... events) {
        assertThat(server.nextEvents()).isEqualTo("[" + String.join(",", events) + "]");
        ends(Outcome.DELIVERED);
    }

    /** Tries end this way, in this order, and no other has ended before. */
    void ends(Outcome... expected) {
        for (Outcome outcome : expected) {
            assertThat(nextOutcome()).isEqualTo(outcome);
        }
    }

    Outcome nextOutcome() {
        try {
            Outcome outcome = outcomes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(outcome).as("an outcome within " + PATIENCE_SECONDS + " s").isNotNull();
            return outcome;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Nothing else was told about the channel: an event that happens now is the very next one. What
     * had been told wrongly would come before it, since a channel keeps its order.
     */
    void isToldNothingElseAbout(String channel) {
        happens(whisper(channel, "\"fence\""));
        isTold(whispered(channel, "\"fence\""));
    }

    void passes(Duration duration) {
        time.passes(duration);
    }

    static ChannelName channel(String name) {
        return new ChannelName(name);
    }

    static HubEvent occupied(String channel) {
        return new HubEvent.ChannelOccupied(APP, channel(channel));
    }

    static HubEvent vacated(String channel) {
        return new HubEvent.ChannelVacated(APP, channel(channel));
    }

    static HubEvent added(String channel, String userId) {
        return new HubEvent.MemberAdded(APP, channel(channel), userId);
    }

    static HubEvent removed(String channel, String userId) {
        return new HubEvent.MemberRemoved(APP, channel(channel), userId);
    }

    static HubEvent missed(String channel) {
        return new HubEvent.CacheMissed(APP, channel(channel));
    }

    static HubEvent counted(String channel, int count) {
        return new HubEvent.SubscriptionsChanged(APP, channel(channel), count);
    }

    static HubEvent whisper(String channel, String data) {
        return new HubEvent.ClientEventSent(
                APP, channel(channel), "client-note", data, new SocketId("123.456"), null);
    }

    /** An event without further fields, as a body tells it. */
    static String told(String name, String channel) {
        return "{\"name\":\"" + name + "\",\"channel\":\"" + channel + "\"}";
    }

    static String toldOfMember(String name, String channel, String userId) {
        return "{\"name\":\"%s\",\"channel\":\"%s\",\"user_id\":\"%s\"}"
                .formatted(name, channel, userId);
    }

    static String toldCount(String channel, int count) {
        return "{\"name\":\"subscription_count\",\"channel\":\"%s\",\"subscription_count\":%d}"
                .formatted(channel, count);
    }

    /** What a {@link #whisper} becomes; {@code data} is the JSON string. */
    static String whispered(String channel, String data) {
        return ("{\"name\":\"client_event\",\"channel\":\"%s\",\"event\":\"client-note\","
                        + "\"data\":%s,\"socket_id\":\"123.456\"}")
                .formatted(channel, data);
    }

    @Override
    public void close() {
        server.close();
        time.close();
    }
}

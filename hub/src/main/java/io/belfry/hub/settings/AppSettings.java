package io.belfry.hub.settings;

import io.belfry.protocol.AppKey;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.UrlSegment;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/** One app: who its clients are and what they may do. Immutable. */
public record AppSettings(
        @Setting(
                        value =
                                "Names the app in the HTTP API. Like the key, up to 100 of A-Z a-z"
                                        + " 0-9 _ - . ~",
                        required = true,
                        env = {"REVERB_APP_ID"},
                        level = Setting.Level.ESSENTIAL)
                String id,
        @Setting(
                        value =
                                "Keys with their secrets, the first of which signs webhooks. In"
                                    + " files: key and secret, and further pairs under more_keys.",
                        required = true,
                        secret = true,
                        env = {"REVERB_APP_KEY", "REVERB_APP_SECRET"},
                        level = Setting.Level.ESSENTIAL)
                List<AppKey> keys,
        @Setting(value = "For people.") @Nullable String name,
        @Setting(value = "Whether clients and requests are let in.") boolean enabled,
        @Setting(
                        value = "Refuse clients that do not come encrypted.",
                        level = Setting.Level.FREQUENT)
                boolean forceTls,
        @Setting(
                        value =
                                "Which web pages may connect: host names or whole origins, with *"
                                        + " for any run of characters.",
                        level = Setting.Level.FREQUENT)
                List<String> allowedOrigins,
        @Setting(
                        value =
                                "Whether clients that send no origin are let in; unset: only when"
                                        + " all origins are allowed.")
                @Nullable Boolean allowMissingOrigin,
        @Setting(
                        value = "Silence after which the hub pings a client, up to a second later.",
                        env = {"REVERB_APP_PING_INTERVAL"},
                        min = 1000,
                        max = 3600000,
                        level = Setting.Level.FREQUENT)
                Duration pingInterval,
        @Setting(value = "How long the client may take to answer.", min = 1000, max = 600000)
                Duration pongTimeout,
        @Setting(
                        value = "Silence after which a client pings the hub; told to it.",
                        env = {"REVERB_APP_ACTIVITY_TIMEOUT"},
                        min = 1000,
                        max = 3600000,
                        level = Setting.Level.FREQUENT)
                Duration activityTimeout,
        @Setting(
                        value = "Connections of the app at once; 0 for any number.",
                        env = {"REVERB_APP_MAX_CONNECTIONS"},
                        min = 0,
                        level = Setting.Level.FREQUENT)
                int maxConnections,
        @Setting(
                        value = "The largest message of a client.",
                        env = {"REVERB_APP_MAX_MESSAGE_SIZE"},
                        min = 100,
                        max = 16777216,
                        unit = "bytes",
                        level = Setting.Level.FREQUENT)
                int maxMessageSize,
        @Setting(
                        value = "Whose client events are passed on: members, all or none.",
                        env = {"REVERB_APP_ACCEPT_CLIENT_EVENTS_FROM"},
                        level = Setting.Level.FREQUENT)
                ClientEventSource acceptClientEventsFrom,
        @Setting(
                        value = "Client events of one connection; 0 for any number.",
                        min = 0,
                        max = 1000000)
                int clientEventsPerSecond,
        @Setting(
                        value = "The largest data of a client event.",
                        min = 1,
                        max = 16777216,
                        unit = "bytes")
                int maxClientEventData,
        @Setting(value = "How fast one client may send messages of any kind.")
                RateLimiting rateLimiting,
        @Setting(value = "The longest channel name, in characters.", min = 1, max = 200)
                int maxChannelName,
        @Setting(value = "Subscriptions of one connection.", min = 1, max = 1000000)
                int maxSubscriptions,
        @Setting(value = "Whether there are channels that need no authorization.")
                boolean publicChannels,
        @Setting(value = "The longest event name, in characters.", min = 1, max = 1000)
                int maxEventName,
        @Setting(
                        value = "The largest data of a published event.",
                        min = 1,
                        max = 16777216,
                        unit = "bytes",
                        level = Setting.Level.FREQUENT)
                int maxEventData,
        @Setting(value = "Channels that one event may go to.", min = 1, max = 10000)
                int maxChannelsPerEvent,
        @Setting(value = "Events in one batch.", min = 1, max = 1000) int maxBatch,
        @Setting(
                        value = "Events that the app may publish; 0 for any number. Over it: 429.",
                        min = 0,
                        max = 10000000)
                int eventsPerSecond,
        @Setting(value = "What presence channels take.") PresenceSettings presence,
        @Setting(
                        value = "How long cache channels keep their last event.",
                        min = 1000,
                        max = 604800000)
                Duration cacheTtl,
        @Setting(value = "Whether subscribers are told how many they are.")
                boolean subscriptionCount,
        @Setting(value = "Whether clients may sign in as users.") boolean userAuthentication,
        @Setting(value = "Whether signed-in users hear who of their watchlist is online.")
                boolean watchlist,
        @Setting(value = "Whether clients must prove who they are.")
                AuthorizedConnections authorizedConnections,
        @Setting(
                        value = "Where the app is told what happens on its channels.",
                        level = Setting.Level.FREQUENT)
                List<WebhookSettings> webhooks) {

    /**
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public AppSettings {
        Bounds.check(AppSettings.class, "pingInterval", pingInterval);
        Bounds.check(AppSettings.class, "pongTimeout", pongTimeout);
        Bounds.check(AppSettings.class, "activityTimeout", activityTimeout);
        Bounds.check(AppSettings.class, "maxConnections", maxConnections);
        Bounds.check(AppSettings.class, "maxMessageSize", maxMessageSize);
        Bounds.check(AppSettings.class, "clientEventsPerSecond", clientEventsPerSecond);
        Bounds.check(AppSettings.class, "maxClientEventData", maxClientEventData);
        Bounds.check(AppSettings.class, "maxChannelName", maxChannelName);
        Bounds.check(AppSettings.class, "maxSubscriptions", maxSubscriptions);
        Bounds.check(AppSettings.class, "maxEventName", maxEventName);
        Bounds.check(AppSettings.class, "maxEventData", maxEventData);
        Bounds.check(AppSettings.class, "maxChannelsPerEvent", maxChannelsPerEvent);
        Bounds.check(AppSettings.class, "maxBatch", maxBatch);
        Bounds.check(AppSettings.class, "eventsPerSecond", eventsPerSecond);
        Bounds.check(AppSettings.class, "cacheTtl", cacheTtl);
        keys = List.copyOf(keys);
        allowedOrigins = List.copyOf(allowedOrigins);
        webhooks = List.copyOf(webhooks);
        if (!UrlSegment.isPlain(id)) {
            throw new IllegalArgumentException("id must be " + UrlSegment.RULE);
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("app " + id + " has no key");
        }
    }

    /** Starts from these settings. */
    public Builder toBuilder() {
        Builder builder = new Builder(id, keys);
        builder.id = id;
        builder.keys = keys;
        builder.name = name;
        builder.enabled = enabled;
        builder.forceTls = forceTls;
        builder.allowedOrigins = allowedOrigins;
        builder.allowMissingOrigin = allowMissingOrigin;
        builder.pingInterval = pingInterval;
        builder.pongTimeout = pongTimeout;
        builder.activityTimeout = activityTimeout;
        builder.maxConnections = maxConnections;
        builder.maxMessageSize = maxMessageSize;
        builder.acceptClientEventsFrom = acceptClientEventsFrom;
        builder.clientEventsPerSecond = clientEventsPerSecond;
        builder.maxClientEventData = maxClientEventData;
        builder.rateLimiting = rateLimiting;
        builder.maxChannelName = maxChannelName;
        builder.maxSubscriptions = maxSubscriptions;
        builder.publicChannels = publicChannels;
        builder.maxEventName = maxEventName;
        builder.maxEventData = maxEventData;
        builder.maxChannelsPerEvent = maxChannelsPerEvent;
        builder.maxBatch = maxBatch;
        builder.eventsPerSecond = eventsPerSecond;
        builder.presence = presence;
        builder.cacheTtl = cacheTtl;
        builder.subscriptionCount = subscriptionCount;
        builder.userAuthentication = userAuthentication;
        builder.watchlist = watchlist;
        builder.authorizedConnections = authorizedConnections;
        builder.webhooks = webhooks;
        return builder;
    }

    /** An app with one key and the defaults. */
    public static AppSettings of(String id, String key, String secret) {
        return builder(id, key, secret).build();
    }

    /** Starts from the defaults. */
    public static Builder builder(String id, String key, String secret) {
        return new Builder(id, List.of(new AppKey(key, secret)));
    }

    /** Whether clients that send no origin are let in. */
    public boolean allowsMissingOrigin() {
        return allowMissingOrigin == null ? allowedOrigins.contains("*") : allowMissingOrigin;
    }

    /** Gathers settings. Not thread-safe. */
    public static final class Builder {
        private String id;
        private List<AppKey> keys;
        private @Nullable String name;
        private boolean enabled = true;
        private boolean forceTls = false;
        private List<String> allowedOrigins = List.of("*");
        private @Nullable Boolean allowMissingOrigin;
        private Duration pingInterval = Duration.ofSeconds(60);
        private Duration pongTimeout = Duration.ofSeconds(30);
        private Duration activityTimeout = Duration.ofSeconds(30);
        private int maxConnections = 0;
        private int maxMessageSize = 10_000;
        private ClientEventSource acceptClientEventsFrom = ClientEventSource.MEMBERS;
        private int clientEventsPerSecond = 10;
        private int maxClientEventData = 10_240;
        private RateLimiting rateLimiting = RateLimiting.defaults();
        private int maxChannelName = ChannelName.MAX_LENGTH;
        private int maxSubscriptions = 1_000;
        private boolean publicChannels = true;
        private int maxEventName = 200;
        private int maxEventData = 10_240;
        private int maxChannelsPerEvent = 100;
        private int maxBatch = 10;
        private int eventsPerSecond = 0;
        private PresenceSettings presence = PresenceSettings.defaults();
        private Duration cacheTtl = Duration.ofMinutes(30);
        private boolean subscriptionCount = false;
        private boolean userAuthentication = true;
        private boolean watchlist = false;
        private AuthorizedConnections authorizedConnections = AuthorizedConnections.defaults();
        private List<WebhookSettings> webhooks = List.of();

        Builder(String id, List<AppKey> keys) {
            this.id = id;
            this.keys = keys;
        }

        public Builder id(String id) {
            this.id = id;
            return this;
        }

        public Builder keys(List<AppKey> keys) {
            this.keys = keys;
            return this;
        }

        public Builder name(@Nullable String name) {
            this.name = name;
            return this;
        }

        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        public Builder forceTls(boolean forceTls) {
            this.forceTls = forceTls;
            return this;
        }

        public Builder allowedOrigins(List<String> allowedOrigins) {
            this.allowedOrigins = allowedOrigins;
            return this;
        }

        public Builder allowMissingOrigin(@Nullable Boolean allowMissingOrigin) {
            this.allowMissingOrigin = allowMissingOrigin;
            return this;
        }

        public Builder pingInterval(Duration pingInterval) {
            this.pingInterval = pingInterval;
            return this;
        }

        public Builder pongTimeout(Duration pongTimeout) {
            this.pongTimeout = pongTimeout;
            return this;
        }

        public Builder activityTimeout(Duration activityTimeout) {
            this.activityTimeout = activityTimeout;
            return this;
        }

        public Builder maxConnections(int maxConnections) {
            this.maxConnections = maxConnections;
            return this;
        }

        public Builder maxMessageSize(int maxMessageSize) {
            this.maxMessageSize = maxMessageSize;
            return this;
        }

        public Builder acceptClientEventsFrom(ClientEventSource acceptClientEventsFrom) {
            this.acceptClientEventsFrom = acceptClientEventsFrom;
            return this;
        }

        public Builder clientEventsPerSecond(int clientEventsPerSecond) {
            this.clientEventsPerSecond = clientEventsPerSecond;
            return this;
        }

        public Builder maxClientEventData(int maxClientEventData) {
            this.maxClientEventData = maxClientEventData;
            return this;
        }

        public Builder rateLimiting(RateLimiting rateLimiting) {
            this.rateLimiting = rateLimiting;
            return this;
        }

        public Builder maxChannelName(int maxChannelName) {
            this.maxChannelName = maxChannelName;
            return this;
        }

        public Builder maxSubscriptions(int maxSubscriptions) {
            this.maxSubscriptions = maxSubscriptions;
            return this;
        }

        public Builder publicChannels(boolean publicChannels) {
            this.publicChannels = publicChannels;
            return this;
        }

        public Builder maxEventName(int maxEventName) {
            this.maxEventName = maxEventName;
            return this;
        }

        public Builder maxEventData(int maxEventData) {
            this.maxEventData = maxEventData;
            return this;
        }

        public Builder maxChannelsPerEvent(int maxChannelsPerEvent) {
            this.maxChannelsPerEvent = maxChannelsPerEvent;
            return this;
        }

        public Builder maxBatch(int maxBatch) {
            this.maxBatch = maxBatch;
            return this;
        }

        public Builder eventsPerSecond(int eventsPerSecond) {
            this.eventsPerSecond = eventsPerSecond;
            return this;
        }

        public Builder presence(PresenceSettings presence) {
            this.presence = presence;
            return this;
        }

        public Builder cacheTtl(Duration cacheTtl) {
            this.cacheTtl = cacheTtl;
            return this;
        }

        public Builder subscriptionCount(boolean subscriptionCount) {
            this.subscriptionCount = subscriptionCount;
            return this;
        }

        public Builder userAuthentication(boolean userAuthentication) {
            this.userAuthentication = userAuthentication;
            return this;
        }

        public Builder watchlist(boolean watchlist) {
            this.watchlist = watchlist;
            return this;
        }

        public Builder authorizedConnections(AuthorizedConnections authorizedConnections) {
            this.authorizedConnections = authorizedConnections;
            return this;
        }

        public Builder webhooks(List<WebhookSettings> webhooks) {
            this.webhooks = webhooks;
            return this;
        }

        public AppSettings build() {
            return new AppSettings(
                    id,
                    keys,
                    name,
                    enabled,
                    forceTls,
                    allowedOrigins,
                    allowMissingOrigin,
                    pingInterval,
                    pongTimeout,
                    activityTimeout,
                    maxConnections,
                    maxMessageSize,
                    acceptClientEventsFrom,
                    clientEventsPerSecond,
                    maxClientEventData,
                    rateLimiting,
                    maxChannelName,
                    maxSubscriptions,
                    publicChannels,
                    maxEventName,
                    maxEventData,
                    maxChannelsPerEvent,
                    maxBatch,
                    eventsPerSecond,
                    presence,
                    cacheTtl,
                    subscriptionCount,
                    userAuthentication,
                    watchlist,
                    authorizedConnections,
                    webhooks);
        }
    }
}

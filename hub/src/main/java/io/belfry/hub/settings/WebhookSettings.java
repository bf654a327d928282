package io.belfry.hub.settings;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Where an app is told what happens on its channels. Immutable. */
public record WebhookSettings(
        @Setting(
                        value = "Where to post; http or https.",
                        required = true,
                        level = Setting.Level.ESSENTIAL)
                URI url,
        @Setting(
                        value = "Which events to tell; empty for all but subscription_count.",
                        level = Setting.Level.FREQUENT)
                Set<String> eventTypes,
        @Setting(value = "Only channels whose names start so.") @Nullable String channelPrefix,
        @Setting(value = "Only channels whose names end so.") @Nullable String channelSuffix,
        @Setting(value = "Only channels whose whole names fit this regular expression.")
                @Nullable Pattern channelPattern,
        @Setting(value = "Further headers of each call. Values are not shown.", secret = true)
                Map<String, String> headers,
        @Setting(value = "Whether several events go in one call.") boolean batch,
        @Setting(value = "How long a batch gathers.", min = 1, max = 60000) Duration batchDelay,
        @Setting(value = "Events in one call at most.", min = 1, max = 1000) int maxBatchSize,
        @Setting(value = "How long a call may take.", min = 100, max = 60000) Duration timeout,
        @Setting(value = "How long a call that fails is tried again.", min = 0, max = 86400000)
                Duration retryFor,
        @Setting(
                        value =
                                "How long channel_vacated and member_removed wait for the client to"
                                        + " come back.",
                        min = 0,
                        max = 60000)
                Duration debounce,
        @Setting(
                        value = "Events that may wait; further ones are dropped and counted.",
                        min = 1,
                        max = 1000000)
                int queueSize) {

    /**
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public WebhookSettings {
        Bounds.check(WebhookSettings.class, "batchDelay", batchDelay);
        Bounds.check(WebhookSettings.class, "maxBatchSize", maxBatchSize);
        Bounds.check(WebhookSettings.class, "timeout", timeout);
        Bounds.check(WebhookSettings.class, "retryFor", retryFor);
        Bounds.check(WebhookSettings.class, "debounce", debounce);
        Bounds.check(WebhookSettings.class, "queueSize", queueSize);
        eventTypes = Set.copyOf(eventTypes);
        headers = Map.copyOf(headers);
        checkUrl(url);
        checkEventTypes(eventTypes);
        headers.forEach(WebhookSettings::checkHeader);
    }

    /** Starts from these settings. */
    public Builder toBuilder() {
        Builder builder = new Builder(url);
        builder.url = url;
        builder.eventTypes = eventTypes;
        builder.channelPrefix = channelPrefix;
        builder.channelSuffix = channelSuffix;
        builder.channelPattern = channelPattern;
        builder.headers = headers;
        builder.batch = batch;
        builder.batchDelay = batchDelay;
        builder.maxBatchSize = maxBatchSize;
        builder.timeout = timeout;
        builder.retryFor = retryFor;
        builder.debounce = debounce;
        builder.queueSize = queueSize;
        return builder;
    }

    /** The events that an endpoint may ask for. */
    public static final Set<String> EVENT_TYPES =
            Set.of(
                    "channel_occupied",
                    "channel_vacated",
                    "member_added",
                    "member_removed",
                    "client_event",
                    "cache_miss",
                    "subscription_count");

    /** What vouches for the body or belongs to the connection. */
    private static final Set<String> OWN_HEADERS =
            Set.of(
                    "x-pusher-key",
                    "x-pusher-signature",
                    "content-type",
                    "content-length",
                    "connection",
                    "expect",
                    "host",
                    "upgrade");

    // RFC 9110, sections 5.1 and 5.5.
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[!-~]([\\t -~]*[!-~])?");

    private static void checkUrl(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException("url must be an http or https address");
        }
    }

    private static void checkEventTypes(Set<String> types) {
        for (String type : types) {
            if (!EVENT_TYPES.contains(type)) {
                throw new IllegalArgumentException(
                        "event_types must be out of "
                                + String.join(", ", new TreeSet<>(EVENT_TYPES))
                                + ", not "
                                + type);
            }
        }
    }

    private static void checkHeader(String name, String value) {
        if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("headers must not set " + name);
        }
        if (!HEADER_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("headers must not have the name " + name);
        }
        if (!HEADER_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "headers must give " + name + " a value of visible characters");
        }
    }

    /** Starts with an address. */
    public static Builder to(URI url) {
        return new Builder(url);
    }

    @Override
    public String toString() {
        return "WebhookSettings[url=" + url.getHost() + ", eventTypes=" + eventTypes + "]";
    }

    /** Gathers settings. Not thread-safe. */
    public static final class Builder {
        private URI url;
        private Set<String> eventTypes = Set.of();
        private @Nullable String channelPrefix;
        private @Nullable String channelSuffix;
        private @Nullable Pattern channelPattern;
        private Map<String, String> headers = Map.of();
        private boolean batch = false;
        private Duration batchDelay = Duration.ofMillis(50);
        private int maxBatchSize = 50;
        private Duration timeout = Duration.ofSeconds(10);
        private Duration retryFor = Duration.ofSeconds(300);
        private Duration debounce = Duration.ofSeconds(3);
        private int queueSize = 10000;

        Builder(URI url) {
            this.url = url;
        }

        public Builder url(URI url) {
            this.url = url;
            return this;
        }

        public Builder eventTypes(Set<String> eventTypes) {
            this.eventTypes = eventTypes;
            return this;
        }

        public Builder channelPrefix(@Nullable String channelPrefix) {
            this.channelPrefix = channelPrefix;
            return this;
        }

        public Builder channelSuffix(@Nullable String channelSuffix) {
            this.channelSuffix = channelSuffix;
            return this;
        }

        public Builder channelPattern(@Nullable Pattern channelPattern) {
            this.channelPattern = channelPattern;
            return this;
        }

        public Builder headers(Map<String, String> headers) {
            this.headers = headers;
            return this;
        }

        public Builder batch(boolean batch) {
            this.batch = batch;
            return this;
        }

        public Builder batchDelay(Duration batchDelay) {
            this.batchDelay = batchDelay;
            return this;
        }

        public Builder maxBatchSize(int maxBatchSize) {
            this.maxBatchSize = maxBatchSize;
            return this;
        }

        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        public Builder retryFor(Duration retryFor) {
            this.retryFor = retryFor;
            return this;
        }

        public Builder debounce(Duration debounce) {
            this.debounce = debounce;
            return this;
        }

        public Builder queueSize(int queueSize) {
            this.queueSize = queueSize;
            return this;
        }

        public WebhookSettings build() {
            return new WebhookSettings(
                    url,
                    eventTypes,
                    channelPrefix,
                    channelSuffix,
                    channelPattern,
                    headers,
                    batch,
                    batchDelay,
                    maxBatchSize,
                    timeout,
                    retryFor,
                    debounce,
                    queueSize);
        }
    }
}

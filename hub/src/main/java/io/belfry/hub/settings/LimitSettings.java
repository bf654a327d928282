package io.belfry.hub.settings;

import java.time.Duration;

/** What a node takes upon itself. Immutable. */
public record LimitSettings(
        @Setting(
                        value =
                                "Clients that this node takes; further ones are told to come back"
                                        + " (4100). 0 for any number.",
                        min = 0,
                        level = Setting.Level.FREQUENT)
                int maxConnections,
        @Setting(
                        value = "What one client may leave unread before it is closed with 4100.",
                        min = 65536,
                        max = 268435456,
                        unit = "bytes")
                int outboxBytes,
        @Setting(
                        value =
                                "What may wait for delivery on this node before publishers are"
                                        + " answered 429.",
                        min = 1048576,
                        unit = "bytes")
                long fanOutQueueBytes,
        @Setting(
                        value = "The largest body of an HTTP request.",
                        env = {"REVERB_MAX_REQUEST_SIZE"},
                        min = 1000,
                        max = 67108864,
                        unit = "bytes",
                        level = Setting.Level.FREQUENT)
                int maxRequestSize,
        @Setting(
                        value = "How long a request or an upgrade may take to arrive whole.",
                        min = 1000,
                        max = 300000)
                Duration handshakeTimeout,
        @Setting(
                        value = "How long an HTTP connection may idle between requests.",
                        min = 1000,
                        max = 3600000)
                Duration keepAliveTimeout) {

    /**
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public LimitSettings {
        Bounds.check(LimitSettings.class, "maxConnections", maxConnections);
        Bounds.check(LimitSettings.class, "outboxBytes", outboxBytes);
        Bounds.check(LimitSettings.class, "fanOutQueueBytes", fanOutQueueBytes);
        Bounds.check(LimitSettings.class, "maxRequestSize", maxRequestSize);
        Bounds.check(LimitSettings.class, "handshakeTimeout", handshakeTimeout);
        Bounds.check(LimitSettings.class, "keepAliveTimeout", keepAliveTimeout);
    }

    /** What applies when nothing is said. */
    public static LimitSettings defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these settings. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.maxConnections = maxConnections;
        builder.outboxBytes = outboxBytes;
        builder.fanOutQueueBytes = fanOutQueueBytes;
        builder.maxRequestSize = maxRequestSize;
        builder.handshakeTimeout = handshakeTimeout;
        builder.keepAliveTimeout = keepAliveTimeout;
        return builder;
    }

    /** Gathers settings. Not thread-safe. */
    public static final class Builder {
        private int maxConnections = 0;
        private int outboxBytes = 1 << 20;
        private long fanOutQueueBytes = 64L << 20;
        private int maxRequestSize = 1 << 20;
        private Duration handshakeTimeout = Duration.ofSeconds(10);
        private Duration keepAliveTimeout = Duration.ofSeconds(75);

        private Builder() {}

        public Builder maxConnections(int maxConnections) {
            this.maxConnections = maxConnections;
            return this;
        }

        public Builder outboxBytes(int outboxBytes) {
            this.outboxBytes = outboxBytes;
            return this;
        }

        public Builder fanOutQueueBytes(long fanOutQueueBytes) {
            this.fanOutQueueBytes = fanOutQueueBytes;
            return this;
        }

        public Builder maxRequestSize(int maxRequestSize) {
            this.maxRequestSize = maxRequestSize;
            return this;
        }

        public Builder handshakeTimeout(Duration handshakeTimeout) {
            this.handshakeTimeout = handshakeTimeout;
            return this;
        }

        public Builder keepAliveTimeout(Duration keepAliveTimeout) {
            this.keepAliveTimeout = keepAliveTimeout;
            return this;
        }

        public LimitSettings build() {
            return new LimitSettings(
                    maxConnections,
                    outboxBytes,
                    fanOutQueueBytes,
                    maxRequestSize,
                    handshakeTimeout,
                    keepAliveTimeout);
        }
    }
}

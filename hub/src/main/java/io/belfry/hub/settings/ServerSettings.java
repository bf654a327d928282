package io.belfry.hub.settings;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Where a hub listens. Immutable. */
public record ServerSettings(
        @Setting(
                        value = "The address to listen on.",
                        env = {"REVERB_SERVER_HOST"},
                        level = Setting.Level.ESSENTIAL)
                String host,
        @Setting(
                        value = "The port to listen on; 0 takes any free one.",
                        env = {"REVERB_SERVER_PORT"},
                        min = 0,
                        max = 65535,
                        level = Setting.Level.ESSENTIAL)
                int port,
        @Setting(
                        value = "A prefix of all routes, such as /realtime.",
                        env = {"REVERB_SERVER_PATH"},
                        level = Setting.Level.FREQUENT)
                String path,
        @Setting(
                        value =
                                "The name under which clients reach the hub; printed in"
                                        + " configuration for them.",
                        env = {"REVERB_HOST"},
                        level = Setting.Level.FREQUENT)
                @Nullable String hostname,
        @Setting(
                        value =
                                "Addresses or networks of the proxies in front, whose"
                                        + " X-Forwarded-For and X-Forwarded-Proto are believed.",
                        level = Setting.Level.FREQUENT)
                List<String> trustedProxies,
        @Setting(
                        value = "How many threads serve connections; 0 for one per core.",
                        min = 0,
                        max = 256)
                int eventLoops,
        @Setting(value = "How the hub talks to the network.") Transport transport) {

    /**
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public ServerSettings {
        Bounds.check(ServerSettings.class, "port", port);
        Bounds.check(ServerSettings.class, "eventLoops", eventLoops);
        trustedProxies = List.copyOf(trustedProxies);
        networks(trustedProxies);
        if (!path.isEmpty() && (!path.startsWith("/") || path.endsWith("/"))) {
            throw new IllegalArgumentException(
                    "path must be empty, or start with a slash and not end with one, not " + path);
        }
    }

    /** The trusted proxies, read. */
    public List<Network> trustedNetworks() {
        return networks(trustedProxies);
    }

    private static List<Network> networks(List<String> proxies) {
        try {
            return proxies.stream().map(Network::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "trusted_proxies has a wrong entry: " + e.getMessage(), e);
        }
    }

    /** What applies when nothing is said. */
    public static ServerSettings defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these settings. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.host = host;
        builder.port = port;
        builder.path = path;
        builder.hostname = hostname;
        builder.trustedProxies = trustedProxies;
        builder.eventLoops = eventLoops;
        builder.transport = transport;
        return builder;
    }

    /** Gathers settings. Not thread-safe. */
    public static final class Builder {
        private String host = "0.0.0.0";
        private int port = 8080;
        private String path = "";
        private @Nullable String hostname;
        private List<String> trustedProxies = List.of();
        private int eventLoops = 0;
        private Transport transport = Transport.AUTO;

        private Builder() {}

        public Builder host(String host) {
            this.host = host;
            return this;
        }

        public Builder port(int port) {
            this.port = port;
            return this;
        }

        public Builder path(String path) {
            this.path = path;
            return this;
        }

        public Builder hostname(@Nullable String hostname) {
            this.hostname = hostname;
            return this;
        }

        public Builder trustedProxies(List<String> trustedProxies) {
            this.trustedProxies = trustedProxies;
            return this;
        }

        public Builder eventLoops(int eventLoops) {
            this.eventLoops = eventLoops;
            return this;
        }

        public Builder transport(Transport transport) {
            this.transport = transport;
            return this;
        }

        public ServerSettings build() {
            return new ServerSettings(
                    host, port, path, hostname, trustedProxies, eventLoops, transport);
        }
    }
}

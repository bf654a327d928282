package io.belfry.hub.settings;

import java.util.List;

/** All settings of a hub. Immutable. */
public record HubSettings(
        @Setting(
                        value = "What the hub is used for: development or production.",
                        level = Setting.Level.ESSENTIAL)
                Mode mode,
        @Setting(value = "Where the hub listens.") ServerSettings server,
        @Setting(value = "How the hub encrypts.") TlsSettings tls,
        @Setting(value = "What the node takes upon itself.") LimitSettings limits,
        @Setting(value = "How the hub goes.") ShutdownSettings shutdown,
        @Setting(value = "What the hub does where servers differ.") CompatSettings compat,
        @Setting(value = "Who may see the metrics.") MetricsSettings metrics,
        @Setting(value = "The page on which one tries the hub out.") PlaygroundSettings playground,
        @Setting(value = "The apps.") List<AppSettings> apps) {

    /**
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public HubSettings {
        apps = List.copyOf(apps);
    }

    /** What applies when nothing is said. */
    public static HubSettings defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these settings. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.mode = mode;
        builder.server = server;
        builder.tls = tls;
        builder.limits = limits;
        builder.shutdown = shutdown;
        builder.compat = compat;
        builder.metrics = metrics;
        builder.playground = playground;
        builder.apps = apps;
        return builder;
    }

    /** Whether the playground is served. */
    public boolean servesPlayground() {
        return switch (playground.mode()) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> mode == Mode.DEVELOPMENT;
        };
    }

    /** Gathers settings. Not thread-safe. */
    public static final class Builder {
        private Mode mode = Mode.PRODUCTION;
        private ServerSettings server = ServerSettings.defaults();
        private TlsSettings tls = TlsSettings.defaults();
        private LimitSettings limits = LimitSettings.defaults();
        private ShutdownSettings shutdown = ShutdownSettings.defaults();
        private CompatSettings compat = CompatSettings.defaults();
        private MetricsSettings metrics = MetricsSettings.defaults();
        private PlaygroundSettings playground = PlaygroundSettings.defaults();
        private List<AppSettings> apps = List.of();

        private Builder() {}

        public Builder mode(Mode mode) {
            this.mode = mode;
            return this;
        }

        public Builder server(ServerSettings server) {
            this.server = server;
            return this;
        }

        public Builder tls(TlsSettings tls) {
            this.tls = tls;
            return this;
        }

        public Builder limits(LimitSettings limits) {
            this.limits = limits;
            return this;
        }

        public Builder shutdown(ShutdownSettings shutdown) {
            this.shutdown = shutdown;
            return this;
        }

        public Builder compat(CompatSettings compat) {
            this.compat = compat;
            return this;
        }

        public Builder metrics(MetricsSettings metrics) {
            this.metrics = metrics;
            return this;
        }

        public Builder playground(PlaygroundSettings playground) {
            this.playground = playground;
            return this;
        }

        public Builder apps(List<AppSettings> apps) {
            this.apps = apps;
            return this;
        }

        public HubSettings build() {
            return new HubSettings(
                    mode, server, tls, limits, shutdown, compat, metrics, playground, apps);
        }
    }
}

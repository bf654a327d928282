package io.belfry.spring.hub;

import io.belfry.hub.Hub;
import io.belfry.hub.publish.Deployment;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.hub.settings.ShutdownSettings;
import io.belfry.protocol.AppKey;
import io.belfry.spring.BelfryProperties;
import io.belfry.spring.BelfryProperties.HubProperties;
import io.belfry.spring.HubSettingsCustomizer;
import io.belfry.spring.start.AppCredentials;
import io.belfry.spring.start.StartRefused;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

import java.io.IOException;
import java.net.BindException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The hub in this application. It listens as soon as it is there, and sends its clients away, one
 * after another, when the application ends: after its web server, and after the broadcaster.
 */
final class EmbeddedHub implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedHub.class);

    private final Hub hub;

    private EmbeddedHub(Hub hub) {
        this.hub = hub;
    }

    /**
     * @param customizers in their order
     * @param meters where those of the hub go; null for a registry of its own
     * @param deployment how it reaches those of other instances
     */
    static EmbeddedHub start(
            BelfryProperties properties,
            Stream<HubSettingsCustomizer> customizers,
            @Nullable MeterRegistry meters,
            Supplier<Deployment> deployment)
            throws IOException {
        AppSettings app = app(properties);
        HubSettings settings = settings(properties.hub(), app);
        for (HubSettingsCustomizer each : customizers.toList()) {
            settings = each.customize(settings);
        }
        requireStill(app, settings);
        Hub hub = listening(settings, meters, deployment.get());
        LOG.info(
                "Belfry's hub listens at {}://{}:{}{}",
                hub.scheme(),
                settings.server().host(),
                hub.port(),
                settings.server().path());
        return new EmbeddedHub(hub);
    }

    private static Hub listening(
            HubSettings settings, @Nullable MeterRegistry meters, Deployment deployment)
            throws IOException {
        try {
            return Hub.start(settings, meters, deployment);
        } catch (BindException e) {
            StartRefused refused =
                    new StartRefused(
                            "belfry.hub.port",
                            "Port %d is taken".formatted(settings.server().port()),
                            "Stop the other program, or set belfry.hub.port to another port.");
            refused.initCause(e);
            throw refused;
        }
    }

    private static AppSettings app(BelfryProperties properties) {
        String appId = AppCredentials.id(properties.app());
        AppKey key = AppCredentials.key(properties.app());
        return AppSettings.builder(appId, key.key(), String.valueOf(properties.app().secret()))
                .maxEventData(properties.maxDataBytes())
                .build();
    }

    private static HubSettings settings(HubProperties wanted, AppSettings app) {
        ServerSettings server =
                ServerSettings.builder()
                        .host(wanted.host())
                        .port(wanted.port())
                        .path(wanted.path())
                        .build();
        return HubSettings.builder()
                .server(server)
                .apps(List.of(app))
                .shutdown(ShutdownSettings.builder().grace(wanted.grace()).build())
                .build();
    }

    /** What the application signs and publishes with, the hub must know. */
    private static void requireStill(AppSettings app, HubSettings settings) {
        boolean isThere =
                settings.apps().stream()
                        .anyMatch(each ->
                                each.id().equals(app.id()) && each.keys().containsAll(app.keys()));
        if (!isThere) {
            throw new StartRefused(
                    "HubSettingsCustomizer",
                    "It took the app " + app.id() + " of belfry.app from the hub, or its key",
                    "Change settings.apps() instead of replacing them.");
        }
    }

    Hub hub() {
        return hub;
    }

    @Override
    public void destroy() {
        hub.drain().join();
    }
}

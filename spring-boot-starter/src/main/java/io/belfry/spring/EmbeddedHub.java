package io.belfry.spring;

import io.belfry.hub.Hub;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.hub.settings.ShutdownSettings;
import io.belfry.protocol.AppKey;
import io.belfry.spring.BelfryProperties.HubProperties;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

import java.io.IOException;
import java.util.List;

/**
 * The hub in this application. It listens as soon as it is there, and sends its clients away, one
 * after another, when the application ends: after its web server, and after the broadcaster.
 */
final class EmbeddedHub implements DisposableBean {
    private final Hub hub;

    private EmbeddedHub(Hub hub) {
        this.hub = hub;
    }

    /**
     * @param meters where those of the hub go; null for a registry of its own
     */
    static EmbeddedHub start(BelfryProperties properties, @Nullable MeterRegistry meters)
            throws IOException {
        String appId = Drivers.id(properties.app());
        AppKey key = Drivers.key(properties.app());
        HubProperties wanted = properties.hub();
        ServerSettings server =
                ServerSettings.builder()
                        .host(wanted.host())
                        .port(wanted.port())
                        .path(wanted.path())
                        .build();
        AppSettings app =
                AppSettings.builder(appId, key.key(), String.valueOf(properties.app().secret()))
                        .maxEventData(properties.maxDataBytes())
                        .build();
        return new EmbeddedHub(
                Hub.start(
                        HubSettings.builder()
                                .server(server)
                                .apps(List.of(app))
                                .shutdown(ShutdownSettings.builder().grace(wanted.grace()).build())
                                .build(),
                        meters));
    }

    Hub hub() {
        return hub;
    }

    @Override
    public void destroy() {
        hub.drain().join();
    }
}

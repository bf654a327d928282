package io.belfry.spring;

import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.LogDriver;
import io.belfry.broadcasting.driver.NullDriver;
import io.belfry.broadcasting.driver.PusherDriver;
import io.belfry.broadcasting.driver.PusherSettings;
import io.belfry.protocol.AppKey;
import io.belfry.spring.BelfryProperties.AppProperties;
import io.belfry.spring.BelfryProperties.ConnectionProperties;
import io.belfry.spring.BelfryProperties.DriverKind;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** From properties to ways to servers. Immutable. */
final class Drivers {
    /** The connection of {@code belfry.driver}. */
    static final String DEFAULT = "default";

    private final BelfryProperties properties;
    private final Supplier<Driver> hub;

    /**
     * @param hub the driver of the hub in this application, asked for only when one is wanted
     */
    Drivers(BelfryProperties properties, Supplier<Driver> hub) {
        this.properties = properties;
        this.hub = hub;
    }

    /** By name, the default one first. */
    Map<String, Driver> all() {
        Map<String, Driver> drivers = new LinkedHashMap<>();
        drivers.put(
                DEFAULT,
                driver(
                        "belfry",
                        properties.driver(),
                        properties.app(),
                        properties.url(),
                        properties.maxDataBytes()));
        properties.connections().forEach((name, each) -> drivers.put(name, driver(name, each)));
        return drivers;
    }

    private Driver driver(String name, ConnectionProperties connection) {
        String prefix = "belfry.connections." + name;
        if (name.equals(DEFAULT)) {
            throw new StartRefused(
                    prefix,
                    "The connection default is that of belfry.driver",
                    "Choose another name.");
        }
        if (connection.driver() == null) {
            throw new StartRefused(prefix + ".driver", "It says how events reach its server");
        }
        AppProperties app =
                connection.app().id() == null && connection.app().key() == null
                        ? properties.app()
                        : connection.app();
        return driver(
                prefix, connection.driver(), app, connection.url(), connection.maxDataBytes());
    }

    private Driver driver(
            String prefix,
            DriverKind kind,
            AppProperties app,
            @Nullable URI url,
            int maxDataBytes) {
        return switch (kind) {
            case HUB -> hub.get();
            case REVERB, PUSHER -> pusher(prefix, app, url, maxDataBytes);
            case LOG -> new LogDriver();
            case NULL -> new NullDriver();
        };
    }

    private static Driver pusher(
            String prefix, AppProperties app, @Nullable URI url, int maxDataBytes) {
        if (url == null) {
            throw new StartRefused(
                    prefix + ".url", "The drivers reverb and pusher call a server there");
        }
        return new PusherDriver(
                PusherSettings.of(url, id(app), key(app)).withMaxDataBytes(maxDataBytes));
    }

    static String id(AppProperties app) {
        return required("belfry.app.id", app.id());
    }

    static AppKey key(AppProperties app) {
        return new AppKey(
                required("belfry.app.key", app.key()), required("belfry.app.secret", app.secret()));
    }

    private static String required(String property, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new StartRefused(
                    property, "Without it no server takes events of this application");
        }
        return value;
    }
}

package io.belfry.spring.broadcast;

import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.LogDriver;
import io.belfry.broadcasting.driver.NullDriver;
import io.belfry.broadcasting.driver.PusherDriver;
import io.belfry.broadcasting.driver.PusherSettings;
import io.belfry.broadcasting.driver.RedisDriver;
import io.belfry.broadcasting.driver.RedisSettings;
import io.belfry.protocol.AppKey;
import io.belfry.protocol.RedisAddress;
import io.belfry.spring.BelfryProperties;
import io.belfry.spring.BelfryProperties.AppProperties;
import io.belfry.spring.BelfryProperties.ConnectionProperties;
import io.belfry.spring.BelfryProperties.DriverKind;
import io.belfry.spring.start.AppCredentials;
import io.belfry.spring.start.StartRefused;

import org.springframework.util.ClassUtils;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** From properties to ways to servers. Immutable. */
final class Drivers {
    private static final String LETTUCE = "io.lettuce.core.RedisClient";

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
        ConnectionProperties usual =
                new ConnectionProperties(
                        properties.driver(),
                        properties.app(),
                        properties.url(),
                        properties.prefix(),
                        properties.mustBeHeard(),
                        properties.maxDataBytes());
        drivers.put(
                BelfryProperties.DEFAULT_CONNECTION, driver("belfry", properties.driver(), usual));
        properties.connections().forEach((name, each) -> drivers.put(name, driver(name, each)));
        return drivers;
    }

    private Driver driver(String name, ConnectionProperties connection) {
        String prefix = "belfry.connections." + name;
        if (name.equals(BelfryProperties.DEFAULT_CONNECTION)) {
            throw new StartRefused(
                    prefix,
                    "The connection default is that of belfry.driver",
                    "Choose another name.");
        }
        if (connection.driver() == null) {
            throw new StartRefused(prefix + ".driver", "It says how events reach its server");
        }
        return driver(prefix, connection.driver(), connection);
    }

    private Driver driver(String prefix, DriverKind kind, ConnectionProperties connection) {
        return switch (kind) {
            case HUB -> hub.get();
            case REVERB, PUSHER -> pusher(prefix, connection);
            case REDIS -> redis(prefix, connection);
            case LOG -> new LogDriver();
            case NULL -> new NullDriver();
        };
    }

    private Driver pusher(String prefix, ConnectionProperties connection) {
        String url = connection.url();
        if (url == null) {
            throw new StartRefused(
                    prefix + ".url", "The drivers reverb and pusher call a server there");
        }
        AppProperties own = connection.app();
        AppProperties app = own.id() == null && own.key() == null ? properties.app() : own;
        return new PusherDriver(
                pusherSettings(prefix, url, AppCredentials.id(app), AppCredentials.key(app))
                        .withMaxDataBytes(connection.maxDataBytes()));
    }

    @SuppressWarnings("UnusedException") // it has the text, in which a password may be
    private static PusherSettings pusherSettings(
            String prefix, String url, String appId, AppKey key) {
        try {
            return PusherSettings.of(URI.create(url), appId, key);
        } catch (IllegalArgumentException e) {
            throw new StartRefused(
                    prefix + ".url",
                    "It is no address such as http://localhost:8080",
                    "Change " + prefix + ".url.");
        }
    }

    private static Driver redis(String prefix, ConnectionProperties connection) {
        if (!ClassUtils.isPresent(LETTUCE, null)) {
            throw new StartRefused(
                    prefix + ".driver",
                    "It is redis, and there is no client of Redis in this application",
                    "Add io.lettuce:lettuce-core.");
        }
        String url = connection.url();
        if (url == null) {
            throw new StartRefused(
                    prefix + ".url", "The driver redis publishes there, as redis://localhost:6379");
        }
        return new RedisDriver(
                RedisSettings.of(address(prefix, url), connection.prefix())
                        .withMustBeHeard(connection.mustBeHeard())
                        .withMaxDataBytes(connection.maxDataBytes()));
    }

    private static RedisAddress address(String prefix, String url) {
        try {
            return RedisAddress.of(url);
        } catch (IllegalArgumentException e) {
            throw new StartRefused(
                    prefix + ".url", String.valueOf(e.getMessage()), "Change " + prefix + ".url.");
        }
    }
}

package io.belfry.spring;

import io.belfry.broadcasting.driver.PusherSettings;
import io.belfry.broadcasting.queue.MemoryQueueSettings.WhenFull;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.Map;

/**
 * The properties of Belfry in a Spring Boot application.
 *
 * @param driver how events reach their server, unless a broadcast says otherwise. HUB runs one in
 *     this application, REVERB and PUSHER call one over HTTP, REDIS publishes them for hubs that
 *     subscribe, LOG writes them into the log, NULL drops them
 * @param app which of the server's apps this application is
 * @param url of the server's HTTP API, for the drivers REVERB and PUSHER, such as
 *     http://localhost:8080; for REDIS where that is, such as
 *     redis://user:password@localhost:6379/0, or rediss:// for TLS
 * @param publicUrl where pages find the hub, when that is not where this application finds it, or
 *     when a proxy stands before the one in this application: https://live.example.org
 * @param prefix for REDIS, what stands before the names of channels there, the same as where the
 *     hub subscribes
 * @param mustBeHeard for REDIS, whether an event that no hub has heard is tried again
 * @param maxDataBytes how many bytes the data of an event may have, for the hub in this application
 *     or the server at url
 * @param encryptionKey 32 random bytes in Base64, which seal the payloads of encrypted channels
 * @param hub the hub in this application, for the driver HUB
 * @param connections further ways to servers, by the names that broadcasts give
 * @param queue what waits to be sent
 * @param endpoints where clients ask for channels and for themselves
 * @param disconnectWithSession whether the connections of a user end when a session of theirs does,
 *     where Spring Security has sessions in servlets: pages that may still be seen come back
 * @param audit whether a line is logged for everything that is broadcast
 * @param throttles how often events of a class are broadcast at most, by the full name of the class
 */
@ConfigurationProperties("belfry")
public record BelfryProperties(
        @DefaultValue("HUB") DriverKind driver,
        @DefaultValue AppProperties app,
        @Nullable String url,
        @Nullable String publicUrl,
        @DefaultValue("") String prefix,
        @DefaultValue("true") boolean mustBeHeard,
        @DefaultValue("" + PusherSettings.USUAL_MAX_DATA_BYTES) int maxDataBytes,
        @Nullable String encryptionKey,
        @DefaultValue HubProperties hub,
        Map<String, ConnectionProperties> connections,
        @DefaultValue QueueProperties queue,
        @DefaultValue EndpointProperties endpoints,
        @DefaultValue("true") boolean disconnectWithSession,
        @DefaultValue("OFF") Audit audit,
        Map<String, ThrottleProperties> throttles) {

    /** What broadcasts call the connection of {@code belfry.driver}. */
    public static final String DEFAULT_CONNECTION = "default";

    public BelfryProperties {
        url = url == null || url.isBlank() ? null : url;
        publicUrl = publicUrl == null || publicUrl.isBlank() ? null : publicUrl;
        connections = connections == null ? Map.of() : Map.copyOf(connections);
        throttles = throttles == null ? Map.of() : Map.copyOf(throttles);
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "belfry with driver " + driver + ", " + app;
    }

    /** The ways to a server. */
    public enum DriverKind {
        HUB,
        REVERB,
        PUSHER,
        REDIS,
        LOG,
        NULL
    }

    /** Whether and how broadcasts are logged. */
    public enum Audit {
        OFF,
        ON,
        /** With payloads, which may be more than a log should know. */
        WITH_DATA
    }

    /**
     * @param id of the app
     * @param key of the app, which pages know too
     * @param secret of the app, which signs and which nobody else knows
     */
    public record AppProperties(
            @Nullable String id, @Nullable String key, @Nullable String secret) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "app " + id + " with key " + key;
        }
    }

    /**
     * @param host the address that the hub listens on
     * @param port that the hub listens on; 0 for any that is free
     * @param path before all its routes, such as /realtime; empty for none
     * @param grace how long it takes to send its clients away when the application stops
     * @param nodes how the hubs of several instances of the application are one
     */
    public record HubProperties(
            @DefaultValue("0.0.0.0") String host,
            @DefaultValue("6001") int port,
            @DefaultValue("") String path,
            @DefaultValue("10s") Duration grace,
            @DefaultValue NodesProperties nodes) {}

    /**
     * @param url of the Redis that the instances share, or of one server of a Redis Cluster; if
     *     nothing is said there is one instance
     * @param prefix what stands before everything that they write there; another one for each
     *     application that shares it. Without braces
     * @param lease how long an instance may be silent before the others take it for dead
     */
    public record NodesProperties(
            @Nullable String url,
            @DefaultValue("belfry:") String prefix,
            @DefaultValue("10s") Duration lease) {

        public NodesProperties {
            url = url == null || url.isBlank() ? null : url;
        }

        /** Without the address, in which a password may be. */
        @Override
        public String toString() {
            return "nodes with prefix " + prefix;
        }
    }

    /**
     * @param driver how events reach the server
     * @param app which of the server's apps; that of belfry.app if nothing is said
     * @param url of the server's HTTP API, or of a Redis
     * @param prefix for REDIS, what stands before the names of channels there
     * @param mustBeHeard for REDIS, whether an event that no hub has heard is tried again
     * @param maxDataBytes how many bytes the data of an event may have
     */
    public record ConnectionProperties(
            @Nullable DriverKind driver,
            @DefaultValue AppProperties app,
            @Nullable String url,
            @DefaultValue("") String prefix,
            @DefaultValue("true") boolean mustBeHeard,
            @DefaultValue("" + PusherSettings.USUAL_MAX_DATA_BYTES) int maxDataBytes) {

        public ConnectionProperties {
            url = url == null || url.isBlank() ? null : url;
        }

        /** Without what is secret. */
        @Override
        public String toString() {
            return "connection with driver " + driver + ", " + app;
        }
    }

    /** Where events wait. */
    public enum QueueKind {
        /** In memory: lost when the application ends. */
        MEMORY,
        /** In the database of the application, written by its transactions. */
        OUTBOX
    }

    /**
     * @param kind in memory, or in the database
     * @param capacity how many events may wait in memory for each connection
     * @param whenFull what becomes of one more
     * @param patience after which an event in memory is given up
     * @param grace how long the end of the application waits for what is in memory
     */
    public record QueueProperties(
            @DefaultValue("MEMORY") QueueKind kind,
            @DefaultValue("10000") int capacity,
            @DefaultValue("DROP_OLDEST") WhenFull whenFull,
            @DefaultValue("5m") Duration patience,
            @DefaultValue("5s") Duration grace) {}

    /**
     * @param enabled whether this application answers them
     * @param auth path at which clients ask for channels
     * @param userAuth path at which clients ask for themselves
     * @param nameUsers whether answers for private channels name the user, so that a Belfry hub
     *     finds all connections of one who is disconnected; clients must hand on channel_data, as
     *     pusher-js does
     */
    public record EndpointProperties(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("/broadcasting/auth") String auth,
            @DefaultValue("/broadcasting/user-auth") String userAuth,
            @DefaultValue("false") boolean nameUsers) {}

    /**
     * @param most so many at once, and so many in each period
     * @param per the period
     */
    public record ThrottleProperties(int most, @DefaultValue("1s") Duration per) {}
}

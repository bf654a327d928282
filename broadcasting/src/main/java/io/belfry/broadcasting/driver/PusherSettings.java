package io.belfry.broadcasting.driver;

import io.belfry.protocol.AppKey;
import io.belfry.protocol.UrlSegment;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Where the HTTP API of a Pusher server is, and as whom it is called.
 *
 * @param server such as {@code http://localhost:8080}, with a path when the API lies below one
 * @param appId 1 to 100 characters that stand in a path as they are
 * @param key signs the calls
 * @param connectTimeout until the server answers at all; above zero
 * @param timeout for the whole call; above zero
 * @param maxDataBytes how many bytes the data of an event may have; 10,240 at Pusher
 */
public record PusherSettings(
        URI server,
        String appId,
        AppKey key,
        Duration connectTimeout,
        Duration timeout,
        int maxDataBytes) {

    /** What Pusher and, if not set otherwise, Belfry take. */
    public static final int USUAL_MAX_DATA_BYTES = 10_240;

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /**
     * @throws IllegalArgumentException naming what is wrong
     */
    public PusherSettings {
        if (!SCHEMES.contains(String.valueOf(server.getScheme())) || server.getHost() == null) {
            throw new IllegalArgumentException(
                    "server is no address such as http://localhost:8080: " + server);
        }
        if (server.getRawUserInfo() != null
                || server.getRawQuery() != null
                || server.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "server has a user, a query or a fragment, which no API has");
        }
        if (!UrlSegment.isPlain(appId)) {
            throw new IllegalArgumentException("appId must be " + UrlSegment.RULE);
        }
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("timeout", timeout);
        if (maxDataBytes < 1) {
            throw new IllegalArgumentException("maxDataBytes is " + maxDataBytes + ", at least 1");
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " is " + duration + ", must be above zero");
        }
    }

    /** With the usual timeouts, 10 and 30 s, and the usual limit of data. */
    public static PusherSettings of(URI server, String appId, AppKey key) {
        return new PusherSettings(
                server, appId, key, CONNECT_TIMEOUT, TIMEOUT, USUAL_MAX_DATA_BYTES);
    }

    /** With another limit of data, where the server takes more or less. */
    public PusherSettings withMaxDataBytes(int bytes) {
        return new PusherSettings(server, appId, key, connectTimeout, timeout, bytes);
    }

    /** With other timeouts. */
    public PusherSettings withTimeouts(Duration toConnect, Duration ofCall) {
        return new PusherSettings(server, appId, key, toConnect, ofCall, maxDataBytes);
    }
}

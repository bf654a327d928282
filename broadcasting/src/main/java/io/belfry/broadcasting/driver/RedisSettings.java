package io.belfry.broadcasting.driver;

import io.belfry.protocol.RedisAddress;

import java.time.Duration;

/**
 * Which Redis events go through, and how.
 *
 * @param server where it is
 * @param prefix before the names of channels, the same as where the hub subscribes; may be empty
 * @param connectTimeout until the server answers at all; above zero
 * @param timeout for each event; above zero
 * @param maxDataBytes how many bytes the data of an event may have: as many as the hub takes that
 *     subscribes, since nobody would hear that it refuses
 * @param mustBeHeard whether an event that no subscriber of Redis has heard fails for now, because
 *     the hub must be away. Without, it is lost in silence, as Laravel has it: for subscribers that
 *     want some of the channels only
 */
public record RedisSettings(
        RedisAddress server,
        String prefix,
        Duration connectTimeout,
        Duration timeout,
        int maxDataBytes,
        boolean mustBeHeard) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /**
     * @throws IllegalArgumentException naming what is wrong
     */
    public RedisSettings {
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

    /**
     * With the usual timeouts, 5 and 10 s, the usual limit of data, and events that must be heard.
     */
    public static RedisSettings of(RedisAddress server, String prefix) {
        return new RedisSettings(
                server,
                prefix,
                CONNECT_TIMEOUT,
                TIMEOUT,
                PusherSettings.USUAL_MAX_DATA_BYTES,
                true);
    }

    /** With another limit of data, where the hub takes more or less. */
    public RedisSettings withMaxDataBytes(int bytes) {
        return new RedisSettings(server, prefix, connectTimeout, timeout, bytes, mustBeHeard);
    }

    /** With other timeouts. */
    public RedisSettings withTimeouts(Duration toConnect, Duration ofEvent) {
        return new RedisSettings(server, prefix, toConnect, ofEvent, maxDataBytes, mustBeHeard);
    }

    /** With events that must be heard, or need not. */
    public RedisSettings withMustBeHeard(boolean must) {
        return new RedisSettings(server, prefix, connectTimeout, timeout, maxDataBytes, must);
    }
}

package io.belfry.hub.publish;

import io.belfry.protocol.Frame;

import java.time.Duration;

/**
 * The last published event of a cache channel.
 *
 * @param frame as its subscribers got it
 * @param data its payload, as the HTTP API shows it
 * @param ttl how much longer it is kept
 */
public record CachedEvent(Frame frame, String data, Duration ttl) {}

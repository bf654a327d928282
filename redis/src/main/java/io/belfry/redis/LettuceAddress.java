package io.belfry.redis;

import io.belfry.protocol.RedisAddress;
import io.lettuce.core.RedisURI;

import java.time.Duration;

/** Says where a Redis is in the words of the client library that asks it. */
public final class LettuceAddress {
    /** How long a connection, and a command that somebody waits for, may take. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    private LettuceAddress() {}

    /** With user, password and database. */
    public static RedisURI of(RedisAddress redis) {
        RedisURI.Builder uri =
                RedisURI.builder()
                        .withHost(redis.host())
                        .withPort(redis.port())
                        .withSsl(redis.tls())
                        .withDatabase(redis.database())
                        .withTimeout(TIMEOUT);
        String password = redis.password();
        if (password != null && redis.username() != null) {
            uri.withAuthentication(redis.username(), password.toCharArray());
        } else if (password != null) {
            uri.withPassword(password.toCharArray());
        }
        return uri.build();
    }
}

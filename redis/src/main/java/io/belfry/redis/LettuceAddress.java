package io.belfry.redis;

import io.belfry.protocol.RedisAddress;
import io.lettuce.core.RedisURI;

import java.time.Duration;
import java.util.List;

/** Says where a Redis is in the words of the client library that asks it. */
public final class LettuceAddress {
    /** How long a connection, and a command that somebody waits for, may take. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    private LettuceAddress() {}

    /** With user, password and database. */
    public static RedisURI of(RedisAddress redis) {
        RedisURI uri = RedisURI.create(redis.host(), redis.port());
        ask(uri, redis);
        return uri;
    }

    /** Where to begin: any of these will do. */
    public static List<RedisURI> of(RedisServers servers) {
        return switch (servers) {
            case RedisServers.One one -> List.of(of(one.address()));
            case RedisServers.Cluster cluster ->
                    cluster.some().stream().map(LettuceAddress::of).toList();
            case RedisServers.Sentinels sentinels -> List.of(of(sentinels));
        };
    }

    /** Of the master, wherever it is by then. */
    public static RedisURI of(RedisServers.Sentinels sentinels) {
        RedisURI uri = new RedisURI();
        uri.setSentinelMasterId(sentinels.master());
        sentinels.sentinels().forEach(each -> uri.getSentinels().add(of(each)));
        ask(uri, sentinels.asked());
        return uri;
    }

    private static void ask(RedisURI uri, RedisAddress redis) {
        uri.setSsl(redis.tls());
        uri.setDatabase(redis.database());
        uri.setTimeout(TIMEOUT);
        String password = redis.password();
        if (password != null && redis.username() != null) {
            uri.setAuthentication(redis.username(), password.toCharArray());
        } else if (password != null) {
            uri.setAuthentication(password.toCharArray());
        }
    }
}

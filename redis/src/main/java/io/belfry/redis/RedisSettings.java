package io.belfry.redis;

import io.belfry.hub.settings.Setting;
import io.belfry.protocol.RedisAddress;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Where the Redis of a hub is, and what for. Immutable. */
public record RedisSettings(
        @Setting(
                        value =
                                "Where Redis is, all in one: redis://user:password@host:6379/0, or"
                                        + " rediss:// for TLS. The five below do not count then.",
                        env = "REDIS_URL",
                        secret = true)
                @Nullable String url,
        @Setting(value = "The machine that Redis runs on.", env = "REDIS_HOST") String host,
        @Setting(
                        value = "The port that Redis listens on.",
                        env = "REDIS_PORT",
                        min = 1,
                        max = 65_535)
                int port,
        @Setting(
                        value = "As whom Redis is asked; counts only with a password.",
                        env = "REDIS_USERNAME")
                @Nullable String username,
        @Setting(
                        value = "What opens Redis; the word null is none, as in Laravel.",
                        env = "REDIS_PASSWORD",
                        secret = true)
                @Nullable String password,
        @Setting(
                        value = "The number of the database. Events are the same in all of them.",
                        env = "REDIS_DB",
                        min = 0)
                int database,
        @Setting(
                        "Servers of a Redis Cluster, each as host:port, which know the others. They"
                            + " are asked with the user, the password and the TLS of the above.")
                List<String> cluster,
        @Setting("The sentinels that say where Redis is.") SentinelSettings sentinel,
        @Setting("The events that applications publish on Redis.") FeedSettings feed,
        @Setting("The nodes of a hub that share a Redis.") NodesSettings nodes) {

    /**
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    public RedisSettings {
        cluster = List.copyOf(cluster);
        RedisServers unused =
                servers(address(url, host, port, username, password, database), cluster, sentinel);
    }

    /** What applies when nothing is said: a Redis on this machine, and nothing done with it. */
    public static RedisSettings defaults() {
        return new RedisSettings(
                null,
                "127.0.0.1",
                RedisAddress.USUAL_PORT,
                null,
                null,
                0,
                List.of(),
                SentinelSettings.defaults(),
                FeedSettings.defaults(),
                NodesSettings.defaults());
    }

    /** Where Redis is and as whom it is asked. */
    public RedisServers servers() {
        return servers(address(url, host, port, username, password, database), cluster, sentinel);
    }

    private static RedisServers servers(
            RedisAddress address, List<String> cluster, SentinelSettings sentinel) {
        boolean isCluster = !cluster.isEmpty();
        boolean isWatched = !sentinel.servers().isEmpty();
        if (isCluster && isWatched) {
            throw new IllegalArgumentException(
                    "cluster and sentinel.servers exclude each other: a cluster watches over"
                            + " itself");
        }
        if (isCluster) {
            return new RedisServers.Cluster(at(address, cluster, "cluster"));
        }
        return isWatched
                ? new RedisServers.Sentinels(
                        sentinel.master(),
                        at(sentinels(address, sentinel), sentinel.servers(), "sentinel.servers"),
                        address)
                : new RedisServers.One(address);
    }

    private static RedisAddress sentinels(RedisAddress redis, SentinelSettings sentinel) {
        return new RedisAddress(
                redis.host(),
                redis.port(),
                redis.tls(),
                sentinel.username(),
                sentinel.password(),
                0);
    }

    private static List<RedisAddress> at(RedisAddress asked, List<String> places, String setting) {
        try {
            return places.stream().map(asked::at).toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + ": " + e.getMessage(), e);
        }
    }

    private static RedisAddress address(
            @Nullable String url,
            String host,
            int port,
            @Nullable String username,
            @Nullable String password,
            int database) {
        return url == null
                ? new RedisAddress(host, port, false, username, password, database)
                : RedisAddress.of(url);
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return "RedisSettings[" + servers() + ", " + feed + ", " + nodes + "]";
    }
}

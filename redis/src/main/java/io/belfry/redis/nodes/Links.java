package io.belfry.redis.nodes;

import io.belfry.protocol.RedisAddress;
import io.belfry.protocol.RedisFailure;
import io.belfry.redis.LettuceAddress;
import io.belfry.redis.LettuceFailure;
import io.belfry.redis.RedisServers;
import io.lettuce.core.RedisURI;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Connects a node to its Redis, and looks at what it is. */
final class Links {
    /** From here on scripts are replicated by what they write. */
    private static final String OLDEST = "6.2";

    /** From here on what is published can stay with one server of a cluster. */
    private static final String OLDEST_CLUSTER = "7.0";

    private static final Pattern VERSION = Pattern.compile("redis_version:(\\d+\\.\\d+)");

    /** Valkey calls it by another name. */
    private static final Pattern MODE = Pattern.compile("(?:redis|server)_mode:(\\w+)");

    private static final String CLUSTER = "cluster";

    private Links() {}

    /**
     * Connects, be it to one server or to a cluster, whichever it says that it is.
     *
     * @throws RedisRefused when Redis cannot be reached, refuses, or is too old
     */
    static Link to(RedisConnector connector, RedisServers servers) throws RedisRefused {
        return switch (servers) {
            case RedisServers.Cluster cluster -> cluster(connector, cluster);
            case RedisServers.One(RedisAddress address) -> {
                SingleLink link = single(connector, servers, LettuceAddress.of(address));
                if (mode(info(link)).equals(CLUSTER)) {
                    link.close();
                    yield cluster(connector, new RedisServers.Cluster(List.of(address)));
                }
                yield link;
            }
            case RedisServers.Sentinels sentinels ->
                    single(connector, servers, LettuceAddress.of(sentinels));
        };
    }

    private static SingleLink single(RedisConnector connector, RedisServers servers, RedisURI uri)
            throws RedisRefused {
        SingleLink link = answer(servers, connector.connect(uri, false));
        String info = info(link);
        if (mode(info).equals("sentinel")) {
            link.close();
            throw new RedisRefused(
                    "Redis at %s is a sentinel; name it in redis.sentinel.servers"
                            .formatted(servers));
        }
        refuseOlder(link, servers, info, mode(info).equals(CLUSTER) ? OLDEST_CLUSTER : OLDEST);
        return link;
    }

    private static Link cluster(RedisConnector connector, RedisServers.Cluster cluster)
            throws RedisRefused {
        ClusterLink link = new ClusterLink(connector, cluster.some());
        try {
            SingleLink one = answer(cluster, link.any());
            String info = info(one);
            if (!info.isEmpty() && !mode(info).equals(CLUSTER)) {
                throw new RedisRefused(
                        "Redis at %s is no cluster; name it in redis.url".formatted(cluster));
            }
            refuseOlder(one, cluster, info, OLDEST_CLUSTER);
            answer(cluster, link.settle());
        } catch (RedisRefused e) {
            link.close();
            throw e;
        }
        return link;
    }

    private static <T> T answer(RedisServers servers, CompletionStage<T> asked)
            throws RedisRefused {
        try {
            return asked.toCompletableFuture()
                    .orTimeout(LettuceAddress.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            RedisFailure failure = LettuceFailure.of(e);
            throw new RedisRefused(
                    "Redis at %s %s: %s"
                            .formatted(
                                    servers,
                                    failure.refused() ? "refuses" : "cannot be reached",
                                    failure.reason()),
                    e);
        }
    }

    /** Empty when Redis does not tell: a user without that right. */
    private static String info(SingleLink link) {
        return link.info()
                .exceptionally(failure -> "")
                .toCompletableFuture()
                .completeOnTimeout("", LettuceAddress.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static String mode(String info) {
        Matcher mode = MODE.matcher(info);
        return mode.find() ? mode.group(1) : "";
    }

    private static void refuseOlder(Link link, RedisServers servers, String info, String oldest)
            throws RedisRefused {
        Matcher version = VERSION.matcher(info);
        if (version.find() && isOlder(version.group(1), oldest)) {
            link.close();
            throw new RedisRefused(
                    "Redis at %s is of version %s; nodes need %s or newer, as older ones %s"
                            .formatted(
                                    servers,
                                    version.group(1),
                                    oldest,
                                    oldest.equals(OLDEST)
                                            ? "cannot take the time within a script that writes"
                                            : "send what is published to all servers of a"
                                                    + " cluster"));
        }
    }

    static boolean isOlder(String version, String oldest) {
        String[] one = version.split("\\.", -1);
        String[] other = oldest.split("\\.", -1);
        int major = Integer.compare(Integer.parseInt(one[0]), Integer.parseInt(other[0]));
        return major < 0 || (major == 0 && Integer.parseInt(one[1]) < Integer.parseInt(other[1]));
    }
}

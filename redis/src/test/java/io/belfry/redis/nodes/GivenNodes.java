package io.belfry.redis.nodes;

import io.belfry.hub.publish.Deployment;
import io.belfry.protocol.RedisAddress;
import io.belfry.redis.NodesSettings;
import io.belfry.redis.RedisServers;
import io.belfry.testkit.GivenDeployment;
import io.belfry.testkit.GivenRedis;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Nodes over a Redis of this JVM: as many as the system property {@code belfry.nodes} says. */
public final class GivenNodes implements GivenDeployment {
    private static final class Shared {
        static final GivenRedis REDIS = GivenRedis.standard();
    }

    @Override
    public List<Deployment> nodes() {
        int nodes = Integer.getInteger("belfry.nodes", 0);
        if (nodes == 0) {
            return List.of(Deployment.ofOneNode());
        }
        NodesSettings own = withPrefix(UUID.randomUUID() + ":");
        return Stream.<Deployment>generate(() -> open(Shared.REDIS, own, () -> 0))
                .limit(nodes)
                .toList();
    }

    static NodesSettings withPrefix(String prefix) {
        NodesSettings usual = NodesSettings.defaults();
        return new NodesSettings(true, prefix, usual.lease(), usual.backlogBytes());
    }

    /** One node. */
    static RedisDeployment open(GivenRedis redis, NodesSettings settings, LongSupplier shift) {
        return open(RedisServers.of(RedisAddress.of(redis.url())), settings, shift);
    }

    /** One node. */
    static RedisDeployment open(RedisServers redis, NodesSettings settings, LongSupplier shift) {
        try {
            return RedisDeployment.open(redis, settings, shift);
        } catch (RedisRefused e) {
            throw new UncheckedIOException(e);
        }
    }
}

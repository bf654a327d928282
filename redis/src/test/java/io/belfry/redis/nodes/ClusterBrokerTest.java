package io.belfry.redis.nodes;

import io.belfry.protocol.RedisAddress;
import io.belfry.redis.RedisServers;
import io.belfry.testkit.GivenRedisCluster;

import org.junit.jupiter.api.extension.RegisterExtension;

class ClusterBrokerTest extends RedisBrokerContract {
    @RegisterExtension static final GivenRedisCluster REDIS = GivenRedisCluster.standard();

    @Override
    RedisServers redis() {
        // One of its servers, which says what it is.
        return RedisServers.of(RedisAddress.of(REDIS.servers().getFirst().url()));
    }
}

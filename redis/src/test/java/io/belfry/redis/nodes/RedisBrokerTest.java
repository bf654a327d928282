package io.belfry.redis.nodes;

import io.belfry.protocol.RedisAddress;
import io.belfry.redis.RedisServers;
import io.belfry.testkit.GivenRedis;

import org.junit.jupiter.api.extension.RegisterExtension;

class RedisBrokerTest extends RedisBrokerContract {
    @RegisterExtension static final GivenRedis REDIS = GivenRedis.standard();

    @Override
    RedisServers redis() {
        return RedisServers.of(RedisAddress.of(REDIS.url()));
    }
}

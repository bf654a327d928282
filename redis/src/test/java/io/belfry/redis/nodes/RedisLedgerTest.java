package io.belfry.redis.nodes;

import io.belfry.protocol.RedisAddress;
import io.belfry.redis.RedisServers;
import io.belfry.testkit.GivenRedis;

import org.junit.jupiter.api.extension.RegisterExtension;

class RedisLedgerTest extends RedisLedgerContract {
    @RegisterExtension static final GivenRedis REDIS = GivenRedis.standard();

    @Override
    RedisServers redis() {
        REDIS.client().call("FLUSHALL");
        return RedisServers.of(RedisAddress.of(REDIS.url()));
    }
}

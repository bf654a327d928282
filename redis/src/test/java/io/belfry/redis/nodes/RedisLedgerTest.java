package io.belfry.redis.nodes;

import io.belfry.hub.event.HubListener;
import io.belfry.hub.publish.Broker;
import io.belfry.hub.publish.Ledger;
import io.belfry.redis.NodesSettings;
import io.belfry.testkit.GivenRedis;
import io.belfry.testkit.LedgerContract;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Clock;
import java.util.Set;

class RedisLedgerTest extends LedgerContract {
    @RegisterExtension static final GivenRedis REDIS = GivenRedis.standard();

    private @Nullable RedisDeployment deployment;
    private long began;
    private Clock clock = Clock.systemUTC();

    @Override
    protected Broker broker() {
        REDIS.client().call("FLUSHALL");
        deployment = GivenNodes.open(REDIS, NodesSettings.defaults(), () -> clock.millis() - began);
        began = clock.millis();
        return deployment.broker();
    }

    @Override
    protected Ledger ledger(Broker broker, HubListener listener, Clock moved) {
        began = moved.millis();
        clock = moved;
        return deployment.ledger(listener, Set.of("4711 key"));
    }

    @AfterEach
    void leave() {
        deployment.close();
    }
}

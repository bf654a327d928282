package io.belfry.redis.nodes;

import io.belfry.hub.event.HubListener;
import io.belfry.hub.publish.Broker;
import io.belfry.hub.publish.Ledger;
import io.belfry.redis.NodesSettings;
import io.belfry.redis.RedisServers;
import io.belfry.testkit.LedgerContract;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

import java.time.Clock;
import java.util.Set;

/** What a ledger over any Redis keeps to. */
abstract class RedisLedgerContract extends LedgerContract {
    private @Nullable RedisDeployment deployment;
    private long began;
    private Clock clock = Clock.systemUTC();

    /** Where it is, with nothing in it. */
    abstract RedisServers redis();

    @Override
    protected Broker broker() {
        deployment =
                GivenNodes.open(redis(), NodesSettings.defaults(), () -> clock.millis() - began);
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

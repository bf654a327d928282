package io.belfry.redis.nodes;

import io.belfry.hub.publish.Broker;
import io.belfry.redis.NodesSettings;
import io.belfry.redis.RedisServers;
import io.belfry.testkit.SeveralNodesContract;

import org.junit.jupiter.api.AfterEach;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What brokers over any Redis keep to. */
abstract class RedisBrokerContract extends SeveralNodesContract {
    private final List<RedisDeployment> deployments = new ArrayList<>();

    /** Where it is. */
    abstract RedisServers redis();

    @Override
    protected List<Broker> nodes() {
        for (int i = 0; i < 3; i++) {
            RedisDeployment deployment =
                    GivenNodes.open(redis(), NodesSettings.defaults(), () -> 0);
            deployments.add(deployment);
            deployment.ledger(event -> {}, Set.of("4711 key"));
        }
        return deployments.stream().map(RedisDeployment::broker).toList();
    }

    @AfterEach
    void leave() {
        deployments.forEach(RedisDeployment::close);
    }
}

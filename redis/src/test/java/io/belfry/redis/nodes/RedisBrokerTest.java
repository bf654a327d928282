package io.belfry.redis.nodes;

import io.belfry.hub.publish.Broker;
import io.belfry.redis.NodesSettings;
import io.belfry.testkit.GivenRedis;
import io.belfry.testkit.SeveralNodesContract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class RedisBrokerTest extends SeveralNodesContract {
    @RegisterExtension static final GivenRedis REDIS = GivenRedis.standard();

    private final List<RedisDeployment> deployments = new ArrayList<>();

    @Override
    protected List<Broker> nodes() {
        for (int i = 0; i < 3; i++) {
            RedisDeployment deployment = GivenNodes.open(REDIS, NodesSettings.defaults(), () -> 0);
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

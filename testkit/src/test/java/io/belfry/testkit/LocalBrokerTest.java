package io.belfry.testkit;

import io.belfry.hub.publish.Broker;

import java.util.List;

class LocalBrokerTest extends BrokerContract {
    @Override
    protected List<Broker> nodes() {
        return List.of(Broker.local());
    }
}

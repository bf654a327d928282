package io.belfry.testkit;

import io.belfry.hub.publish.Broker;

import java.util.List;

/** Shows that the contract can be met by more than one node. */
class TwoNodesTest extends SeveralNodesContract {
    @Override
    protected List<Broker> nodes() {
        return TwoNodes.open();
    }
}

package io.belfry.testkit;

import io.belfry.hub.event.HubListener;
import io.belfry.hub.publish.Broker;
import io.belfry.hub.publish.Ledger;

import java.time.Clock;

class LocalLedgerTest extends LedgerContract {
    @Override
    protected Ledger ledger(Broker broker, HubListener listener, Clock clock) {
        return Ledger.local(broker, listener, clock);
    }
}

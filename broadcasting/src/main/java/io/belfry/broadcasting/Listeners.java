package io.belfry.broadcasting;

import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.Publication;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** All who listen to one broadcaster. Immutable and thread-safe. */
record Listeners(List<BroadcastListener> all) {
    private static final Logger LOG = LoggerFactory.getLogger(BroadcastListener.class);

    Listeners {
        all = List.copyOf(all);
    }

    void tell(Consumer<BroadcastListener> what) {
        for (BroadcastListener each : all) {
            try {
                what.accept(each);
            } catch (RuntimeException e) {
                LOG.error("{} failed; the broadcast goes on.", each.getClass().getName(), e);
            }
        }
    }

    /** Tells what becomes of everything that is sent over a connection. */
    Driver hearing(String connection, Driver driver) {
        return new Driver() {
            @Override
            public void send(Publication publication) {
                try {
                    driver.send(publication);
                } catch (RuntimeException e) {
                    tell(each -> each.failed(connection, publication, e));
                    throw e;
                }
                tell(each -> each.delivered(connection, publication));
            }

            @Override
            public void disconnect(String userId) {
                driver.disconnect(userId);
            }

            @Override
            public Set<String> occupied(String prefix) {
                return driver.occupied(prefix);
            }

            @Override
            public int maxDataBytes() {
                return driver.maxDataBytes();
            }

            @Override
            public void close() {
                driver.close();
            }
        };
    }
}

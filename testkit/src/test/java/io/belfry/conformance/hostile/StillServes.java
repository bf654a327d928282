package io.belfry.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.testkit.GivenHub;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.util.concurrent.atomic.AtomicInteger;

/** Makes sure after each test that a hub serves everybody else as before. Immutable. */
record StillServes(GivenHub hub) implements AfterEachCallback {
    private static final AtomicInteger CHANNELS = new AtomicInteger();

    @Override
    public void afterEach(ExtensionContext context) {
        // Of its own: tests run beside each other.
        String channel = "private-still-there-" + CHANNELS.incrementAndGet();
        var alice = hub.client().subscribes(channel);
        var bob = hub.client().subscribes(channel);
        hub.api().publishes(channel, "event", "data");
        alice.sees("event").rawData();
        bob.sees("event");
        bob.says(channel, "client-event", "1");
        alice.sees("client-event");
        assertThat(hub.http().get("/up").status()).isEqualTo(200);
        alice.close();
        bob.close();
    }
}

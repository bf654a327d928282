package io.belfry.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.testkit.GivenHub;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes sure after each test that a hub serves everybody else as before. Immutable. */
record StillServes(GivenHub hub) implements AfterEachCallback {
    @Override
    public void afterEach(ExtensionContext context) {
        var alice = hub.client().subscribes("private-still-there");
        var bob = hub.client().subscribes("private-still-there");
        hub.api().publishes("private-still-there", "event", "data");
        alice.sees("event").rawData();
        bob.sees("event");
        bob.says("private-still-there", "client-event", "1");
        alice.sees("client-event");
        assertThat(hub.http().get("/up").status()).isEqualTo(200);
        alice.close();
        bob.close();
    }
}

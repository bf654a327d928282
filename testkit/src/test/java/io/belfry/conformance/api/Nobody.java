package io.belfry.conformance.api;

import static org.awaitility.Awaitility.await;

import static java.time.Duration.ZERO;

import io.belfry.testkit.GivenHub;

import java.time.Duration;

/** For tests that count clients: those of the test before must have gone. */
final class Nobody {
    private Nobody() {}

    /** Waits until the hub has noticed that all clients of its first app are gone. */
    static void isConnectedTo(GivenHub given) {
        await().pollDelay(ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> connections(given) == 0);
    }

    private static int connections(GivenHub given) {
        return given.api().get("/connections").send().json().path("connections").asInt();
    }
}

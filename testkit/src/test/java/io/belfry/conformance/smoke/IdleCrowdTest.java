package io.belfry.conformance.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;

import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** Ten thousand clients that have subscribed and wait. */
@Tag("large")
class IdleCrowdTest {
    private static final int CLIENTS = 10_000;

    /** What this process and the hub's need besides. */
    private static final int OTHER_FILES = 500;

    @Test
    @Timeout(180)
    void ten_thousand_idle_clients_all_hear_one_event_and_leave_in_peace(@TempDir Path directory)
            throws Exception {
        assumeFilesFor(CLIENTS);
        try (HubProcess hub = HubProcess.start(directory.resolve("hub.log"));
                Crowd crowd =
                        new Crowd(HubProcess.HOST, hub.port(), HubProcess.KEY.key(), "news")) {
            crowd.arrives(CLIENTS);
            assertThat(hub.connections()).isEqualTo(CLIENTS);
            assertThat(subscriptions(hub)).isEqualTo(CLIENTS);

            hub.api().publishes("news", "tick", "{\"n\":1}");
            crowd.hears(1);

            crowd.leaves();
            assertThat(crowd.heard())
                    .allSatisfy(heard ->
                            assertThat(heard)
                                    .extracting(SeenMessage::text)
                                    .containsExactly(
                                            """
                                            {"event":"tick","channel":"news",\
                                            "data":"{\\"n\\":1}"}\
                                            """));
            assertThat(crowd.closeCodes()).containsExactly(1000);
            await().untilAsserted(() -> assertThat(hub.connections()).isZero());
            assertThat(subscriptions(hub)).isZero();
            assertThat(hub.ends()).isZero();
            assertThat(hub.log()).doesNotContain("WARN", "ERROR", "Exception");
        }
    }

    private static int subscriptions(HubProcess hub) {
        return hub.api()
                .get("/channels/news")
                .with("info", "subscription_count")
                .send()
                .json()
                .path("subscription_count")
                .intValue();
    }

    private static void assumeFilesFor(int connections) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os) {
            assumeTrue(
                    os.getMaxFileDescriptorCount() >= connections + OTHER_FILES,
                    "a process may open too few files here: " + os.getMaxFileDescriptorCount());
        }
    }
}

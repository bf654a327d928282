package io.belfry.conformance.api;

import static io.belfry.testkit.GivenHub.ONE_NODE;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.hub.settings.ShutdownSettings;
import io.belfry.testkit.GivenHub;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;

class HealthTest {

    @Test
    @Check(119)
    void a_hub_that_serves_is_up() throws Exception {
        try (GivenHub given = GivenHub.standard()) {
            Answers.succeeds(given.http().get("/up"), "{\"health\":\"OK\"}");
            Answers.succeeds(given.http().get("/up?from=balancer"), "{\"health\":\"OK\"}");
        }
    }

    @Test
    @Tag(ONE_NODE)
    @Check(119)
    void a_hub_that_shuts_down_is_not_up() throws Exception {
        try (GivenHub given =
                GivenHub.with(
                        Settings.hub(GivenHub.anApp())
                                .shutdown(
                                        ShutdownSettings.builder()
                                                .grace(Duration.ofSeconds(5))
                                                .build())
                                .build())) {
            // It does not close its side, so that the hub stays for the whole time.
            var client = given.rawClient();
            client.receivesText();

            var gone = given.hub().drain();

            client.receivesText();
            client.closedWith(4200);
            assertThat(given.http().get("/up").status()).isEqualTo(503);
            client.close();
            gone.join();
        }
    }
}

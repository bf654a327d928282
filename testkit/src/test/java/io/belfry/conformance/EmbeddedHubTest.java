package io.belfry.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.Hub;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.protocol.AppKey;
import io.belfry.protocol.EventRequest;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/** A hub inside another program, as the first page shows it. */
class EmbeddedHubTest {

    @Test
    void a_program_starts_a_hub_and_its_pages_hear_what_it_says() throws IOException {
        Hub hub =
                Hub.start(
                        HubSettings.builder()
                                .server(ServerSettings.builder().port(0).build())
                                .apps(List.of(AppSettings.of("app-id", "app-key", "app-secret")))
                                .build());
        AppKey key = new AppKey("app-key", "app-secret");
        try (hub;
                HubClient page = HubClient.of("127.0.0.1", hub.port(), key)) {
            page.subscribes("news");
            hub.publish(
                            "app-id",
                            new EventRequest("tick", "{\"n\":1}", List.of("news"), null, null))
                    .join();
            assertThat(String.valueOf(page.sees("tick").data())).isEqualTo("{\"n\":1}");
        }
    }
}

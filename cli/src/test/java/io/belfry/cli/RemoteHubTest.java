package io.belfry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.hub.Hub;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.testkit.GivenCertificate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.net.ssl.SSLException;

class RemoteHubTest {
    private static final AppSettings SHOP = AppSettings.of("shop", "app-key", "app-secret");

    @TempDir private Path folder;

    private static HubSettings settings() {
        return HubSettings.builder()
                .server(ServerSettings.builder().host("127.0.0.1").port(0).path("/rt").build())
                .apps(List.of(SHOP))
                .build();
    }

    @Test
    void a_hub_below_a_prefix_is_asked_there() throws Exception {
        try (Hub hub = Hub.start(settings());
                RemoteHub remote = RemoteHub.of(settings(), hub.port())) {
            assertThat(remote.address()).isEqualTo("http://127.0.0.1:" + hub.port() + "/rt");
            assertThat(remote.health()).isEqualTo(200);
            assertThat(remote.connections(SHOP)).isEqualTo(new RemoteHub.Answer(200, 0));
            assertThat(remote.channels(SHOP)).isEqualTo(new RemoteHub.Answer(200, 0));
        }
    }

    @Test
    void a_refusal_is_told_by_its_status() throws Exception {
        try (Hub hub = Hub.start(settings());
                RemoteHub remote = RemoteHub.of(settings(), hub.port())) {
            AppSettings unknown = AppSettings.of("other", "app-key", "app-secret");
            AppSettings forged = AppSettings.of("shop", "app-key", "guess");

            assertThat(remote.channels(unknown)).isEqualTo(new RemoteHub.Answer(404, null));
            assertThat(remote.channels(forged)).isEqualTo(new RemoteHub.Answer(401, null));
        }
    }

    @Test
    void the_certificate_of_the_settings_is_trusted_and_no_other() throws Exception {
        HubSettings own =
                settings().toBuilder()
                        .tls(GivenCertificate.in(Files.createDirectory(folder.resolve("own"))))
                        .build();
        HubSettings other =
                settings().toBuilder()
                        .tls(GivenCertificate.in(Files.createDirectory(folder.resolve("other"))))
                        .build();

        try (Hub hub = Hub.start(own);
                RemoteHub trusted = RemoteHub.of(own, hub.port());
                RemoteHub mistaken = RemoteHub.of(other, hub.port())) {
            assertThat(trusted.address()).startsWith("https://127.0.0.1:");
            assertThat(trusted.health()).isEqualTo(200);
            assertThatThrownBy(mistaken::health).isInstanceOf(SSLException.class);
        }
    }
}

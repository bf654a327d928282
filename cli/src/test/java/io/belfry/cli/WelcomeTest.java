package io.belfry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.Mode;
import io.belfry.hub.settings.PlaygroundSettings;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.hub.settings.Switch;
import io.belfry.hub.settings.TlsSettings;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

class WelcomeTest {
    private static final HubSettings DEVELOPMENT =
            HubSettings.builder()
                    .mode(Mode.DEVELOPMENT)
                    .server(ServerSettings.builder().host("127.0.0.1").build())
                    .apps(List.of(AppSettings.of("153066", "app-key", "hush")))
                    .build();

    private static String welcome(HubSettings settings) {
        StringWriter text = new StringWriter();
        Welcome.print(settings, 8080, Path.of("belfry.yml"), new PrintWriter(text));
        return text.toString();
    }

    @Test
    void a_developer_can_paste_what_echo_needs() {
        assertThat(welcome(DEVELOPMENT))
                .contains("Belfry serves http://localhost:8080\n", "app 153066  key app-key\n")
                .contains(
                        """
                          const echo = new Echo({
                            broadcaster: 'reverb',
                            key: 'app-key',
                            wsHost: 'localhost',
                            wsPort: 8080,
                            wssPort: 8080,
                            forceTLS: false,
                            enabledTransports: ['ws', 'wss'],
                          });
                        """)
                .contains("Try it out: http://localhost:8080/\n");
    }

    @Test
    void a_developer_can_paste_what_laravel_needs_but_for_the_secret() {
        assertThat(welcome(DEVELOPMENT))
                .contains(
                        "  REVERB_APP_ID=153066\n",
                        "  REVERB_APP_KEY=app-key\n",
                        "  REVERB_HOST=localhost\n",
                        "  REVERB_PORT=8080\n",
                        "  REVERB_SCHEME=http\n",
                        "  VITE_REVERB_APP_KEY=\"${REVERB_APP_KEY}\"\n")
                .doesNotContain("hush");
    }

    @Test
    void clients_are_told_the_public_name_the_prefix_and_the_scheme() {
        HubSettings settings =
                DEVELOPMENT.toBuilder()
                        .server(
                                ServerSettings.builder()
                                        .hostname("ws.example.test")
                                        .path("/rt")
                                        .build())
                        .tls(new TlsSettings(Path.of("c.pem"), Path.of("k.pem")))
                        .playground(new PlaygroundSettings(Switch.OFF))
                        .build();

        assertThat(welcome(settings))
                .contains("Belfry serves https://ws.example.test:8080/rt\n")
                .contains("wsHost: 'ws.example.test',", "wsPath: '/rt',", "forceTLS: true,")
                .contains("REVERB_SCHEME=https\n")
                .doesNotContain("Try it out");
    }

    @Test
    void in_production_nothing_is_explained() {
        assertThat(welcome(DEVELOPMENT.toBuilder().mode(Mode.PRODUCTION).build())).isEmpty();
    }
}

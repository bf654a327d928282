package io.belfry.hub.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.protocol.AppKey;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
import java.util.Map;

class SettingsSecretsTest {
    private static final WebhookSettings WEBHOOK =
            WebhookSettings.to(URI.create("https://user:hush-url@example.test/hook?key=hush-query"))
                    .headers(Map.of("Authorization", "hush-header"))
                    .build();

    private static final AppSettings APP =
            AppSettings.of("153066", "app-key", "hush-first").toBuilder()
                    .keys(
                            List.of(
                                    new AppKey("app-key", "hush-first"),
                                    new AppKey("older-key", "hush-second")))
                    .webhooks(List.of(WEBHOOK))
                    .build();

    private static final HubSettings HUB =
            HubSettings.builder()
                    .metrics(MetricsSettings.builder().token("hush-token").build())
                    .apps(List.of(APP))
                    .build();

    @Test
    void no_text_of_settings_shows_a_secret() {
        assertThat(HUB.toString()).contains("153066", "app-key", "older-key");
        assertThat(HUB.toString()).doesNotContain("hush");
        assertThat(HUB.metrics().toString()).doesNotContain("hush");
        assertThat(APP.toString()).doesNotContain("hush");
        assertThat(WEBHOOK.toString()).contains("example.test").doesNotContain("hush");
    }
}

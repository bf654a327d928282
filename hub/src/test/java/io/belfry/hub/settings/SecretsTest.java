package io.belfry.hub.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.protocol.AppKey;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Settings that end up in a log line or a message give nothing away. */
class SecretsTest {
    private static final String SECRET = "nobody-may-see-this";

    @Test
    void settings_as_text_show_no_secret() {
        WebhookSettings webhook =
                WebhookSettings.to(URI.create("https://me:" + SECRET + "@host/?token=" + SECRET))
                        .headers(Map.of("Authorization", SECRET))
                        .build();
        AppSettings app =
                AppSettings.builder("id", "first", SECRET)
                        .keys(List.of(new AppKey("first", SECRET), new AppKey("second", SECRET)))
                        .webhooks(List.of(webhook))
                        .build();
        HubSettings settings =
                HubSettings.builder()
                        .metrics(MetricsSettings.builder().token(SECRET).build())
                        .apps(List.of(app))
                        .build();

        assertThat(settings.toString()).contains("first", "second", "host").doesNotContain(SECRET);
    }
}

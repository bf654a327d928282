package io.belfry.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.Mode;
import io.belfry.hub.settings.RateLimiting;
import io.belfry.hub.settings.Switch;
import io.belfry.protocol.AppKey;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a settings file may say, and what is answered when it says something else. */
class SettingsFileTest {
    @TempDir private Path folder;
    private GivenSources given;

    @BeforeEach
    void makeSources() {
        given = new GivenSources(folder);
    }

    @Test
    void apps_are_written_with_the_names_of_reverbs_configuration() throws SettingsRefused {
        given.file(
                """
                server: { host: 127.0.0.1, port: 8080 }
                apps:
                  - { id: "153066", key: app-key, secret: app-secret, activity_timeout: 30, ping_interval: 60 }
                  - { id: "153070", key: k2, secret: s2, allowed_origins: ["example.test", "*.belfry.test"], max_connections: 2,
                      max_message_size: 10000, accept_client_events_from: members,   # members | all | none
                      rate_limiting: { enabled: true, max_attempts: 5, decay_seconds: 60, terminate_on_limit: false } }
                """);

        HubSettings hub = given.load().hub();
        assertThat(hub.mode()).isEqualTo(Mode.PRODUCTION);
        assertThat(hub.server().host()).isEqualTo("127.0.0.1");
        assertThat(hub.apps())
                .containsExactly(
                        AppSettings.of("153066", "app-key", "app-secret"),
                        AppSettings.builder("153070", "k2", "s2")
                                .allowedOrigins(List.of("example.test", "*.belfry.test"))
                                .maxConnections(2)
                                .rateLimiting(
                                        new RateLimiting(true, 5, Duration.ofSeconds(60), false))
                                .build());
    }

    @Test
    void texts_are_taken_as_they_are_written() throws SettingsRefused {
        given.file("apps: [{ id: 0153, key: 1e5, secret: true, name: 'null' }]");

        AppSettings app = given.load().hub().apps().getFirst();
        assertThat(app.id()).isEqualTo("0153");
        assertThat(app.keys()).containsExactly(new AppKey("1e5", "true"));
        assertThat(app.name()).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "---\n", "server:\n", "server: ~\nmode: null\n"})
    void a_file_that_says_nothing_changes_nothing(String text) throws SettingsRefused {
        assertThat(given.file(text).load().hub()).isEqualTo(HubSettings.defaults());
    }

    @Test
    void further_keys_follow_the_first() throws SettingsRefused {
        given.app("more_keys: [{ key: k2, secret: s2 }, { key: k3, secret: s3 }]");

        assertThat(given.load().hub().apps().getFirst().keys())
                .extracting(AppKey::key)
                .containsExactly("app-key", "k2", "k3");
    }

    @Test
    void words_and_units_are_read() throws SettingsRefused {
        given.file(
                """
                mode: Development
                playground: { mode: off }
                limits: { outbox_bytes: 256KiB, handshake_timeout: 1500ms }
                tls: { certificate: certs/chain.pem, key: /etc/key.pem }
                """);

        HubSettings hub = given.load().hub();
        assertThat(hub.mode()).isEqualTo(Mode.DEVELOPMENT);
        assertThat(hub.playground().mode()).isEqualTo(Switch.OFF);
        assertThat(hub.limits().outboxBytes()).isEqualTo(256 * 1024);
        assertThat(hub.limits().handshakeTimeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(hub.tls().certificate()).isEqualTo(folder.resolve("certs/chain.pem"));
        assertThat(hub.tls().key()).isEqualTo(Path.of("/etc/key.pem"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server: { prot: 1 }| server.prot| server.port",
                "sever: { port: 1 }| sever| server",
                "port: 1| port| server.port",
                "apps: [{ secrte: x }]| apps[0].secrte| apps[0].secret",
                "apps: [{ app_id: x }]| apps[0].app_id| apps[0].id",
                "apps: [{ rate_limiting: { max_attemps: 1 } }]"
                        + "| apps[0].rate_limiting.max_attemps| apps[0].rate_limiting.max_attempts",
                "loglevel: debug| loglevel| ",
            })
    void an_unknown_setting_is_refused_with_its_line_and_the_nearest_name(
            String text, String name, String nearest) {
        given.file("# a comment\n" + text + "\n");

        assertThat(given.problems())
                .contains(
                        "belfry.yml, line 2: "
                                + name
                                + " is not a setting"
                                + (nearest == null ? "." : "; did you mean " + nearest + "?"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server: { port: 70000 }| server.port must be from 0 to 65535, not 70000",
                "server: { port: eighty }"
                        + "| server.port must be a whole number, from 0 to 65535, not \"eighty\"",
                "server: { port: 99999999999 }"
                        + "| server.port must be a whole number, from 0 to 65535,"
                        + " not \"99999999999\"",
                "server: { port: [1] }"
                        + "| server.port must be a whole number, from 0 to 65535, not a list",
                "server: { path: rt }"
                        + "| server.path must be empty, or start with a slash and not end with one,"
                        + " not rt",
                "server: 5| server must be a group of settings, name: value",
                "apps: 5| apps must be a list of groups",
                "apps: [5]| apps[0] must be a group of settings, name: value",
                "mode: live| mode must be one of development, production, not \"live\"",
                "metrics: { enabled: maybe }"
                        + "| metrics.enabled must be true or false, not \"maybe\"",
                "shutdown: { grace: 11m }| shutdown.grace must be from 0 s to 600 s, not 660 s",
                "shutdown: { grace: soon }"
                        + "| shutdown.grace must be a time such as 30, 500ms, 10s or 2m,"
                        + " from 0s to 10m, not \"soon\"",
                "limits: { outbox_bytes: 1KiB }"
                        + "| limits.outbox_bytes must be from 65536 to 268435456 bytes, not 1024",
                "tls: { key: k.pem }| tls needs certificate and key, or neither",
            })
    void a_wrong_value_is_refused_with_setting_value_range_and_line(String text, String sentence) {
        given.file(text + "\n");

        assertThat(given.problems()).contains("belfry.yml, line 1: " + sentence + ".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_connections: -1| apps[0].max_connections must be at least 0, not -1",
                "webhooks: [{ url: 'ftp://x' }]"
                        + "| apps[0].webhooks[0].url must be an http or https address",
                "webhooks: [{}]| apps[0].webhooks[0].url is missing",
                "webhooks: [{ url: 'http://x', channel_pattern: '(' }]"
                        + "| apps[0].webhooks[0].channel_pattern must be a regular expression,"
                        + " not \"(\"",
                "more_keys: [{ key: k }]| apps[0].more_keys[0].secret is missing",
                "more_keys: [{ key: 'a:b', secret: s }]"
                        + "| apps[0].more_keys[0].key: an app key must be 1 to 100 characters out"
                        + " of A-Z a-z 0-9 _ - . ~ that do not start with a dot",
                "accept_client_events_from: owner"
                        + "| apps[0].accept_client_events_from must be one of members, all, none,"
                        + " not \"owner\"",
            })
    void what_is_wrong_in_a_list_is_told_with_its_number(String members, String sentence) {
        given.app(members);

        assertThat(given.problems()).containsExactly("belfry.yml, line 2: " + sentence + ".");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        given.file(
                """
                server:
                  port: 70000
                  hots: x
                apps:
                  - id: a
                    key: k
                    ping_interval: 0
                    max_batch: 0
                """);
        given.variable("BELFRY_LIMITS_MAX_CONNECTIONS", "many");

        assertThat(given.problems())
                .containsExactlyInAnyOrder(
                        "belfry.yml, line 2: server.port must be from 0 to 65535, not 70000.",
                        "belfry.yml, line 3: server.hots is not a setting; did you mean"
                                + " server.host?",
                        "belfry.yml, line 5: apps[0].secret is missing.",
                        "belfry.yml, line 7: apps[0].ping_interval must be from 1 s to 3600 s,"
                                + " not 0 s.",
                        "belfry.yml, line 8: apps[0].max_batch must be from 1 to 1000, not 0.",
                        "BELFRY_LIMITS_MAX_CONNECTIONS: limits.max_connections must be a whole"
                                + " number, at least 0, not \"many\".");
    }

    @Test
    void a_value_that_is_wrong_and_secret_is_not_shown() {
        given.file(
                """
                metrics: { token: [hush] }
                apps: [{ id: a, key: k, secret: { hush: hush } }]
                """);

        assertThat(given.problems()).hasSize(2).noneMatch(problem -> problem.contains("hush"));
    }

    @Test
    void two_apps_may_share_neither_id_nor_key() {
        given.file(
                """
                apps:
                  - { id: a, key: k, secret: s }
                  - { id: a, key: k, secret: s }
                """);

        assertThat(given.problems())
                .containsExactly(
                        "apps[1] has the id a, and so has apps[0].",
                        "apps[1] has the key k, and so has apps[0].");
    }

    @Test
    void reverbs_options_of_an_app_are_passed_over_with_a_note() throws SettingsRefused {
        given.app("options: { host: localhost, port: 443, useTLS: true }");

        assertThat(given.load().hub().apps()).hasSize(1);
        assertThat(given.notes())
                .containsExactly(
                        "belfry.yml, line 2: apps[0].options is ignored: it tells Laravel where to"
                                + " publish to.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server: { port: 1, port: 2 }| belfry.yml, line 1: port stands here twice.",
                "'{ [a]: b }'| belfry.yml, line 1: the name of a setting must be a single word.",
                "just words| belfry.yml, line 1: settings must be written as name: value.",
            })
    void what_is_yaml_but_no_settings_is_refused(String text, String problem) {
        assertThat(given.file(text).problems()).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [", "a: b: c", "\t- x", "a: 'b", "%", "a: 1\n---\nb: 2\n"})
    void what_is_no_yaml_is_refused_in_one_sentence(String text) {
        assertThat(given.file(text).problems())
                .singleElement()
                .asString()
                .startsWith("belfry.yml, line ")
                .contains("this is not YAML: ")
                .doesNotContain("\n");
    }

    @Test
    void a_file_that_contains_itself_is_refused() {
        assertThat(given.file("apps: &all\n  - webhooks: *all\n").problems())
                .anyMatch(problem -> problem.contains("nested too deeply"));
    }

    @Test
    void a_file_that_is_no_text_is_refused() throws IOException {
        Files.write(folder.resolve("belfry.yml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThat(given.problems()).containsExactly("belfry.yml: this is not a text in UTF-8.");
    }
}

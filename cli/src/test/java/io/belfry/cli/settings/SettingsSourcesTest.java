package io.belfry.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.cli.log.LogFormat;
import io.belfry.cli.log.LogLevel;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.protocol.AppKey;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

/** Which source wins, and what each of them can say. */
class SettingsSourcesTest {
    @TempDir private Path folder;
    private GivenSources given;

    @BeforeEach
    void makeSources() {
        given = new GivenSources(folder);
    }

    @Test
    void flags_go_before_belfrys_variables_before_reverbs_before_the_file_before_defaults()
            throws SettingsRefused {
        assertThat(given.effective("server.port")).isEqualTo("8080 from default");

        given.file("server:\n  port: 1001\n");
        assertThat(given.effective("server.port")).isEqualTo("1001 from belfry.yml:2");

        given.variable("REVERB_SERVER_PORT", "1002");
        assertThat(given.effective("server.port")).isEqualTo("1002 from REVERB_SERVER_PORT");

        given.variable("BELFRY_SERVER_PORT", "1003");
        assertThat(given.effective("server.port")).isEqualTo("1003 from BELFRY_SERVER_PORT");

        given.flag("--port", "server.port", "1004");
        assertThat(given.effective("server.port")).isEqualTo("1004 from --port");
        assertThat(given.load().hub().server().port()).isEqualTo(1004);
    }

    @Test
    void a_source_that_says_one_thing_leaves_its_neighbours_alone() throws SettingsRefused {
        given.file("server: { port: 1001, host: 10.0.0.1 }");
        given.variable("BELFRY_SERVER_PORT", "1003");

        assertThat(given.effective("server.host")).isEqualTo("10.0.0.1 from belfry.yml:1");
    }

    @Test
    void without_anything_all_is_as_the_records_have_it() throws SettingsRefused {
        assertThat(given.load().hub()).isEqualTo(HubSettings.defaults());
    }

    @ParameterizedTest
    @CsvSource({
        "REVERB_SERVER_HOST, 10.0.0.7, server.host, 10.0.0.7",
        "REVERB_SERVER_PORT, 9001, server.port, 9001",
        "REVERB_SERVER_PATH, /rt, server.path, /rt",
        "REVERB_HOST, ws.example.test, server.hostname, ws.example.test",
        "REVERB_MAX_REQUEST_SIZE, 20000, limits.max_request_size, 20000",
        "REVERB_APP_ID, other, apps[0].id, other",
        "REVERB_APP_KEY, other-key, apps[0].key, other-key",
        "REVERB_APP_SECRET, hush, apps[0].secret, ••••",
        "REVERB_APP_PING_INTERVAL, 7, apps[0].ping_interval, 7s",
        "REVERB_APP_ACTIVITY_TIMEOUT, 8, apps[0].activity_timeout, 8s",
        "REVERB_APP_MAX_CONNECTIONS, 9, apps[0].max_connections, 9",
        "REVERB_APP_MAX_MESSAGE_SIZE, 777, apps[0].max_message_size, 777",
        "REVERB_APP_ACCEPT_CLIENT_EVENTS_FROM, all, apps[0].accept_client_events_from, all",
        "REVERB_APP_RATE_LIMITING_ENABLED, true, apps[0].rate_limiting.enabled, true",
        "REVERB_APP_RATE_LIMIT_MAX_ATTEMPTS, 5, apps[0].rate_limiting.max_attempts, 5",
        "REVERB_APP_RATE_LIMIT_DECAY_SECONDS, 6, apps[0].rate_limiting.decay_seconds, 6s",
        "REVERB_SCALING_ENABLED, true, redis.nodes.enabled, true",
        "REVERB_SCALING_CHANNEL, shop, redis.nodes.prefix, shop",
        "REVERB_APP_RATE_LIMIT_TERMINATE, true, apps[0].rate_limiting.terminate_on_limit, true",
    })
    void a_variable_of_reverb_sets_what_it_sets_there(
            String name, String value, String path, String shown) throws SettingsRefused {
        given.app("ping_interval: 60").variable(name, value);

        assertThat(given.effective(path)).isEqualTo(shown + " from " + name);
    }

    @Test
    void every_variable_of_reverb_that_a_record_names_stands_in_the_table_above()
            throws ReflectiveOperationException {
        String[] rows =
                SettingsSourcesTest.class
                        .getDeclaredMethod(
                                "a_variable_of_reverb_sets_what_it_sets_there",
                                String.class,
                                String.class,
                                String.class,
                                String.class)
                        .getAnnotation(CsvSource.class)
                        .value();
        List<String> tested = List.of(rows).stream().map(row -> row.split(",", 2)[0]).toList();

        assertThat(Catalogue.list().stream().flatMap(each -> each.reverbNames().stream()))
                .containsExactlyInAnyOrderElementsOf(tested);
    }

    @Test
    void reverbs_three_variables_make_an_app_where_there_is_none() throws SettingsRefused {
        given.variable("REVERB_APP_ID", "153066");
        given.variable("REVERB_APP_KEY", "app-key");
        given.variable("REVERB_APP_SECRET", "app-secret");

        assertThat(given.sources().environmentTellsOfAnApp()).isTrue();
        assertThat(given.load().hub().apps())
                .containsExactly(AppSettings.of("153066", "app-key", "app-secret"));
    }

    @Test
    void reverbs_limits_alone_make_no_app() throws SettingsRefused {
        given.variable("REVERB_APP_MAX_CONNECTIONS", "5");

        assertThat(given.sources().environmentTellsOfAnApp()).isFalse();
        assertThat(given.load().hub().apps()).isEmpty();
    }

    @Test
    void reverbs_variables_of_an_app_are_passed_over_beside_several_apps() throws SettingsRefused {
        given.file(
                """
                apps:
                  - { id: a, key: ka, secret: sa }
                  - { id: b, key: kb, secret: sb }
                """);
        given.variable("REVERB_APP_KEY", "other");

        assertThat(given.load().hub().apps()).extracting(AppSettings::id).containsExactly("a", "b");
        assertThat(given.effective("apps[0].key")).isEqualTo("ka from belfry.yml:2");
        assertThat(given.notes())
                .containsExactly(
                        "REVERB_APP_KEY is ignored: it stands for one app, and there are 2.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "(null)"})
    void a_variable_of_reverb_without_a_value_says_nothing(String nothing) throws SettingsRefused {
        given.app("max_connections: 4").variable("REVERB_APP_MAX_CONNECTIONS", nothing);

        assertThat(given.effective("apps[0].max_connections")).isEqualTo("4 from belfry.yml:2");
    }

    @Test
    void an_empty_variable_says_nothing() throws SettingsRefused {
        given.file("server: { host: 10.0.0.1 }").variable("BELFRY_SERVER_HOST", "");

        assertThat(given.effective("server.host")).isEqualTo("10.0.0.1 from belfry.yml:1");
    }

    @Test
    void every_setting_has_a_variable() throws SettingsRefused {
        for (Catalogue.Listed each : Catalogue.list()) {
            GivenSources sources =
                    new GivenSources(folder).variable(each.variable(), "no such value");

            assertThat(sources.problems())
                    .as(each.variable())
                    .noneMatch(problem -> problem.contains("is not a setting"));
        }
    }

    @Test
    void variables_reach_into_lists_by_number() throws SettingsRefused {
        given.app("webhooks: [{ url: 'http://one.test' }]");
        given.variable("BELFRY_APPS_0_WEBHOOKS_0_DEBOUNCE", "1s");
        given.variable("BELFRY_APPS_1_ID", "second");
        given.variable("BELFRY_APPS_1_KEY", "second-key");
        given.variable("BELFRY_APPS_1_SECRET", "second-secret");
        given.variable("BELFRY_APPS_1_MORE_KEYS_0_KEY", "older-key");
        given.variable("BELFRY_APPS_1_MORE_KEYS_0_SECRET", "older-secret");

        assertThat(given.effective("apps[0].webhooks[0].debounce"))
                .isEqualTo("1s from BELFRY_APPS_0_WEBHOOKS_0_DEBOUNCE");
        assertThat(given.load().hub().apps().get(1).keys())
                .containsExactly(
                        new AppKey("second-key", "second-secret"),
                        new AppKey("older-key", "older-secret"));
    }

    @Test
    void a_number_that_is_left_out_is_missed() {
        given.variable("BELFRY_APPS_1_ID", "second");

        assertThat(given.problems())
                .contains("BELFRY_APPS_1_ID: apps[0] is missing, but there is a later one.");
    }

    @Test
    void variables_write_lists_with_commas_and_groups_with_equals_signs() throws SettingsRefused {
        given.app("webhooks: [{ url: 'http://one.test' }]");
        given.variable("BELFRY_SERVER_TRUSTED_PROXIES", "10.0.0.0/8, ::1");
        given.variable("BELFRY_APPS_0_WEBHOOKS_0_HEADERS", "X-One=1,X-Two=a=b");

        HubSettings hub = given.load().hub();
        assertThat(hub.server().trustedProxies()).containsExactly("10.0.0.0/8", "::1");
        assertThat(hub.apps().getFirst().webhooks().getFirst().headers())
                .containsEntry("X-One", "1")
                .containsEntry("X-Two", "a=b");
    }

    @Test
    void a_proxy_that_is_no_address_is_refused_by_the_name_of_its_variable() {
        given.variable("BELFRY_SERVER_TRUSTED_PROXIES", "10.0.0.0/8,proxy");

        assertThat(given.problems())
                .containsExactly(
                        "BELFRY_SERVER_TRUSTED_PROXIES: server.trusted_proxies has a wrong entry:"
                                + " proxy is neither an address nor a network such as 10.0.0.0/8.");
    }

    @Test
    void reverbs_scaling_makes_a_hub_one_of_many_on_laravels_redis() throws SettingsRefused {
        given.variable("REVERB_SCALING_ENABLED", "true").variable("REDIS_HOST", "there");

        assertThat(given.load().redis().nodes().enabled()).isTrue();
        assertThat(given.load().redis().nodes().prefix()).isEqualTo("belfry:");
        assertThat(given.load().redis().host()).isEqualTo("there");
    }

    @Test
    void reverbs_scaling_that_is_off_leaves_laravels_redis_alone() throws SettingsRefused {
        given.variable("REVERB_SCALING_ENABLED", "false").variable("REDIS_HOST", "there");

        assertThat(given.load().redis().nodes().enabled()).isFalse();
        assertThat(given.load().redis().host()).isEqualTo("127.0.0.1");
    }

    @Test
    void an_unknown_variable_is_refused_with_the_nearest_name() {
        given.variable("BELFRY_SERVER_PROT", "1").variable("BELFRY_APPS_3_SECRIT", "hush");

        assertThat(given.problems())
                .containsExactly(
                        "BELFRY_APPS_3_SECRIT is not a setting; did you mean BELFRY_APPS_0_SECRET?",
                        "BELFRY_SERVER_PROT is not a setting; did you mean BELFRY_SERVER_PORT?");
    }

    @Test
    void variables_of_others_and_of_the_launcher_are_no_matter() {
        given.variable("BELFRY_JAVA_HOME", "/jdk").variable("BELFRY_JAVA_OPTS", "-Xmx1g");
        given.variable("REVERB_SCALING_ENABLED", "true").variable("PATH", "/bin");

        assertThat(given.problems()).isEmpty();
    }

    @Test
    void the_log_has_settings_beside_those_of_the_hub() throws SettingsRefused {
        given.file("log: { level: warn, format: json }").flag("--debug", "log.level", "debug");

        assertThat(given.load().log().level()).isEqualTo(LogLevel.DEBUG);
        assertThat(given.load().log().format()).isEqualTo(LogFormat.JSON);
    }

    @Test
    void secrets_are_hidden_among_the_effective_settings() throws SettingsRefused {
        given.file(
                """
                metrics: { token: hush-token }
                apps:
                  - id: app
                    key: app-key
                    secret: hush-first
                    more_keys: [{ key: older, secret: hush-second }]
                    webhooks:
                      - url: https://user:hush-password@example.test/hook?token=hush-query
                        headers: { Authorization: hush-header }
                """);

        String all = given.load().toString();
        assertThat(all).contains("app-key", "older", "example.test/hook", "••••");
        assertThat(all).doesNotContain("hush");
    }
}

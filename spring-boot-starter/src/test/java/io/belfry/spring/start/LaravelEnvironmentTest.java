package io.belfry.spring.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.protocol.RedisAddress;
import io.belfry.spring.BelfryProperties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What an application makes of the variables of a Laravel one. */
class LaravelEnvironmentTest {

    @SpringBootConfiguration
    @EnableConfigurationProperties(BelfryProperties.class)
    static class Application {}

    private static BelfryProperties told(Map<String, Object> variables, String... arguments) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                variables));
        application.setEnvironment(environment);
        try (ConfigurableApplicationContext context = application.run(arguments)) {
            return context.getBean(BelfryProperties.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"BROADCAST_CONNECTION, reverb", "BROADCAST_DRIVER, Reverb"})
    void the_variables_of_reverb_say_where_the_server_is(String connection, String driver) {
        BelfryProperties told =
                told(
                        Map.of(
                                connection,
                                driver,
                                "REVERB_APP_ID",
                                "153066",
                                "REVERB_APP_KEY",
                                "a-key",
                                "REVERB_APP_SECRET",
                                "a-secret",
                                "REVERB_HOST",
                                "ws.example.test",
                                "REVERB_PORT",
                                "8080",
                                "REVERB_SCHEME",
                                "http",
                                "REDIS_PREFIX",
                                "of something else"));
        assertThat(told.driver()).isEqualTo(BelfryProperties.DriverKind.REVERB);
        assertThat(told.url()).hasToString("http://ws.example.test:8080");
        assertThat(told.app().id()).isEqualTo("153066");
        assertThat(told.app().key()).isEqualTo("a-key");
        assertThat(told.app().secret()).isEqualTo("a-secret");
        assertThat(told.prefix()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', https://api-eu.pusher.com", "localhost, https://localhost"})
    void the_cluster_of_pusher_counts_where_no_host_is_said(String host, String url) {
        BelfryProperties told =
                told(
                        Map.of(
                                "BROADCAST_CONNECTION", "pusher",
                                "PUSHER_APP_ID", "1",
                                "PUSHER_APP_KEY", "a-key",
                                "PUSHER_APP_SECRET", "a-secret",
                                "PUSHER_APP_CLUSTER", "eu",
                                "PUSHER_HOST", host));
        assertThat(told.url()).hasToString(url);
        assertThat(told.app().id()).isEqualTo("1");
    }

    @Test
    void the_variables_of_redis_say_where_it_is_and_null_is_no_password() {
        BelfryProperties told =
                told(
                        Map.of(
                                "BROADCAST_DRIVER", "redis",
                                "REDIS_HOST", "10.0.0.7",
                                "REDIS_PORT", "6380",
                                "REDIS_USERNAME", "shop",
                                "REDIS_PASSWORD", "p@ss: w/rd+%41",
                                "REDIS_PREFIX", "laravel_database_"));
        assertThat(told.driver()).isEqualTo(BelfryProperties.DriverKind.REDIS);
        assertThat(told.prefix()).isEqualTo("laravel_database_");
        assertThat(RedisAddress.of(String.valueOf(told.url())))
                .isEqualTo(new RedisAddress("10.0.0.7", 6380, false, "shop", "p@ss: w/rd+%41", 0));

        String none =
                told(Map.of(
                                "BROADCAST_DRIVER", "redis",
                                "REDIS_HOST", "10.0.0.7",
                                "REDIS_PASSWORD", "null"))
                        .url();
        assertThat(RedisAddress.of(String.valueOf(none)).password()).isNull();
    }

    @Test
    void a_url_of_redis_says_more_than_its_host() {
        BelfryProperties told =
                told(
                        Map.of(
                                "BROADCAST_CONNECTION", "redis",
                                "REDIS_URL", "rediss://10.0.0.8:6381/2",
                                "REDIS_HOST", "10.0.0.7"));
        assertThat(told.url()).isEqualTo("rediss://10.0.0.8:6381/2");
    }

    @Test
    void of_both_names_of_the_variable_the_newer_one_counts() {
        assertThat(told(Map.of("BROADCAST_CONNECTION", "log", "BROADCAST_DRIVER", "null")).driver())
                .isEqualTo(BelfryProperties.DriverKind.LOG);
    }

    @Test
    void a_file_of_the_application_says_which_variables_count(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("own.properties"), "belfry.driver=pusher\n");
        BelfryProperties told =
                told(
                        Map.of(
                                "BROADCAST_CONNECTION", "reverb",
                                "REVERB_APP_KEY", "of-reverb",
                                "PUSHER_APP_KEY", "of-pusher"),
                        "--spring.config.location=" + file.toUri());
        assertThat(told.driver()).isEqualTo(BelfryProperties.DriverKind.PUSHER);
        assertThat(told.app().key()).isEqualTo("of-pusher");
    }

    @Test
    void a_property_of_ones_own_goes_first() {
        BelfryProperties told =
                told(
                        Map.of("BROADCAST_CONNECTION", "reverb", "REVERB_APP_KEY", "theirs"),
                        "--belfry.driver=log",
                        "--belfry.app.key=ours");
        assertThat(told.driver()).isEqualTo(BelfryProperties.DriverKind.LOG);
        assertThat(told.app().key()).isEqualTo("ours");
        assertThat(told.url()).isNull();
    }

    @Test
    void a_hub_in_the_application_takes_the_credentials_and_no_address() {
        BelfryProperties told =
                told(Map.of("REVERB_APP_ID", "1", "REVERB_HOST", "ws.example.test"));
        assertThat(told.driver()).isEqualTo(BelfryProperties.DriverKind.HUB);
        assertThat(told.app().id()).isEqualTo("1");
        assertThat(told.url()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"null, NULL", "log, LOG"})
    void drivers_have_the_names_that_laravel_gives_them(
            String name, BelfryProperties.DriverKind driver) {
        assertThat(told(Map.of("BROADCAST_CONNECTION", name)).driver()).isEqualTo(driver);
    }
}

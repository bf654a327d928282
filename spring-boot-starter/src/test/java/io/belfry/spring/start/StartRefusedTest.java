package io.belfry.spring.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.belfry.hub.Hub;
import io.belfry.hub.settings.AppSettings;
import io.belfry.live.typing.TypingSettings;
import io.belfry.spring.GivenShop;
import io.belfry.spring.HubSettingsCustomizer;
import io.lettuce.core.RedisClient;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** What is said of what does not fit. */
class StartRefusedTest {
    private static String failure(ApplicationContextRunner runner) {
        List<String> said = new ArrayList<>();
        runner.run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis =
                    new StartRefusedAnalyzer().analyze(context.getStartupFailure());
            said.add(
                    analysis == null
                            ? String.valueOf(context.getStartupFailure())
                            : analysis.getDescription() + " " + analysis.getAction());
        });
        return said.getFirst();
    }

    @Test
    void a_port_that_is_taken_ends_the_start_with_a_sentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(failure(GivenShop.with("belfry.hub.port=" + port)))
                    .isEqualTo(
                            "belfry.hub.port: Port %s is taken. Stop the other program, or set"
                                            .formatted(port)
                                    + " belfry.hub.port to another port.");
        }
    }

    @Test
    void what_is_missing_or_contradicts_ends_the_start_with_a_sentence() {
        ApplicationContextRunner shop = GivenShop.with();
        assertThat(failure(GivenShop.unsaid()))
                .isEqualTo(
                        "belfry.app.id: Without it no server takes events of this application."
                                + " Set belfry.app.id.");
        assertThat(failure(shop.withPropertyValues("belfry.driver=reverb")))
                .isEqualTo(
                        "belfry.url: The drivers reverb and pusher call a server there."
                                + " Set belfry.url.");
        assertThat(failure(shop.withPropertyValues("belfry.driver=redis")))
                .isEqualTo(
                        "belfry.url: The driver redis publishes there, as redis://localhost:6379."
                                + " Set belfry.url.");
        assertThat(
                        failure(
                                shop.withPropertyValues("belfry.driver=redis")
                                        .withClassLoader(
                                                new FilteredClassLoader(RedisClient.class))))
                .isEqualTo(
                        "belfry.driver: It is redis, and there is no client of Redis in this"
                                + " application. Add io.lettuce:lettuce-core.");
        assertThat(
                        failure(
                                shop.withPropertyValues(
                                        "belfry.driver=reverb", "belfry.url=localhost:8080")))
                .startsWith("belfry.url: It is no address such as http://localhost:8080");
        assertThat(failure(shop.withPropertyValues("belfry.encryption-key=abc")))
                .startsWith("belfry.encryption-key: ");
        assertThat(failure(shop.withPropertyValues("belfry.url=http://localhost:1")))
                .startsWith("belfry.url: A hub elsewhere is named, and belfry.driver is hub");
        assertThat(failure(shop.withClassLoader(new FilteredClassLoader(Hub.class))))
                .startsWith("belfry.driver: It is hub, if nothing is said, and there is no hub");
        assertThat(failure(shop.withPropertyValues("belfry.queue.kind=outbox")))
                .startsWith(
                        "belfry.queue.kind: It is outbox, and there is no outbox or no database");
        assertThat(failure(shop.withPropertyValues("belfry.connections.other.url=http://a")))
                .startsWith("belfry.connections.other.driver: ");
        assertThat(failure(shop.withPropertyValues("belfry.throttles[java.lang.String].most=1")))
                .startsWith("belfry.throttles: java.lang.String is no class of events");
        assertThat(failure(shop.withPropertyValues("belfry.driver=carrier-pigeon")))
                .contains("belfry");
    }

    @Test
    void an_address_that_is_none_ends_the_start_and_its_password_is_not_told() {
        ApplicationContextRunner shop = GivenShop.with();
        assertThat(
                        failure(
                                shop.withPropertyValues(
                                        "belfry.driver=redis", "belfry.url=http://:hush@a b")))
                .startsWith("belfry.url: url is no address of a Redis such as redis://")
                .doesNotContain("hush");
        assertThat(
                        failure(
                                shop.withPropertyValues(
                                        "belfry.driver=reverb", "belfry.url=http://:hush@a b")))
                .startsWith("belfry.url: It is no address such as http://localhost:8080")
                .doesNotContain("hush");
    }

    @Test
    void settings_that_do_not_fit_are_told_with_their_property() {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() ->
                        StartRefused.unless(
                                "belfry.typing", () -> TypingSettings.defaults().withEvent("")))
                .withMessage("belfry.typing: event is empty.")
                .satisfies(refused ->
                        assertThat(refused.action())
                                .isEqualTo("Change the property below belfry.typing."));
    }

    @Test
    void an_empty_driver_is_not_taken_for_the_usual_one() {
        assertThat(failure(GivenShop.with("belfry.driver=")))
                .startsWith("belfry.driver: It is empty, as YAML takes null for nothing.");
    }

    /** The packages that this stands in are looked through for events. */
    @AutoConfigurationPackage(basePackages = "io.belfry.leaking")
    static class LeakingApplication {}

    @Test
    void an_event_that_could_tell_somebody_too_much_ends_the_start() {
        String said =
                failure(
                        GivenShop.with("belfry.driver=log")
                                .withUserConfiguration(LeakingApplication.class));
        assertThat(said)
                .startsWith("Events and channel rules do not fit: ")
                .contains("io.belfry.leaking.Leaking: note is visible to [agent] only");
    }

    @Test
    void a_customizer_cannot_take_the_app_of_the_application_away() {
        HubSettingsCustomizer careless =
                settings ->
                        settings.toBuilder()
                                .apps(List.of(AppSettings.of("shop", "a-key", "a-secret")))
                                .build();
        assertThat(failure(GivenShop.with().withBean(HubSettingsCustomizer.class, () -> careless)))
                .startsWith("HubSettingsCustomizer: It took the app shop of belfry.app");
    }
}

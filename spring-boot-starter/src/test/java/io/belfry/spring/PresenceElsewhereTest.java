package io.belfry.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.live.presence.Presence;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import java.util.List;

/** Presence with a real hub elsewhere, which tells the application nothing. */
class PresenceElsewhereTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    private static ConfigurableApplicationContext context;

    @BeforeAll
    static void start() {
        context =
                SpringApplication.run(
                        TeamApplication.class,
                        "--spring.main.web-application-type=servlet",
                        "--spring.main.banner-mode=off",
                        "--spring.datasource.url=jdbc:h2:mem:presence-elsewhere",
                        "--spring.autoconfigure.exclude=" + GivenApplication.JPA,
                        "--server.port=0",
                        "--belfry.driver=Reverb",
                        "--belfry.url=http://127.0.0.1:" + given.port(),
                        "--belfry.app.id=" + given.app().id(),
                        "--belfry.app.key=" + given.key().key(),
                        "--belfry.app.secret=belfry-secret",
                        "--belfry.presence.enabled=true",
                        "--belfry.presence.grace=0s",
                        "--belfry.presence.compare-every=50ms");
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    private static boolean isThere(String user) {
        return context.getBean(Presence.class).find(List.of(user)).getFirst().online();
    }

    @Test
    void who_comes_and_goes_untold_is_found_out() {
        try (HubClient page = given.client().subscribes("private-user.id-7")) {
            await().until(() -> isThere("id-7"));
            assertThat(isThere("id-8")).isFalse();
            page.leaves("private-user.id-7");
            await().until(() -> !isThere("id-7"));
        }
    }
}

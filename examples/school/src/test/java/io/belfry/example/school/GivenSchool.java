package io.belfry.example.school;

import io.belfry.example.school.people.People;
import io.belfry.example.school.people.Person;
import io.belfry.hub.Hub;
import io.belfry.protocol.AppKey;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.Visitor;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import java.util.Objects;
import java.util.UUID;

/** The application on free ports, with the people that it comes with. */
final class GivenSchool implements AutoCloseable {
    private static final AppKey KEY = new AppKey("school-key", "school-secret");

    private final ConfigurableApplicationContext context;

    private GivenSchool(String url, String profile) {
        context =
                SpringApplication.run(
                        SchoolApplication.class,
                        "--spring.datasource.url=" + url,
                        "--spring.profiles.active=" + profile,
                        "--server.port=0",
                        "--belfry.hub.host=127.0.0.1",
                        "--belfry.hub.port=0",
                        "--belfry.hub.grace=1s");
    }

    static GivenSchool inMemory() {
        return new GivenSchool("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "");
    }

    /** By the profile for it. */
    static GivenSchool onPostgres(String url) {
        return new GivenSchool(url, "postgres");
    }

    /** Somebody whose page has signed in. */
    Visitor signedIn(String login) throws Exception {
        return guest().signsIn(login);
    }

    /** Somebody whose page has not. */
    Visitor guest() throws Exception {
        String port = context.getEnvironment().getProperty("local.server.port");
        return new Visitor(Integer.parseInt(Objects.requireNonNull(port)), "school").opensPage();
    }

    HubClient hubClient() {
        return HubClient.of("127.0.0.1", context.getBean(Hub.class).port(), KEY);
    }

    Person person(String login) {
        return context.getBean(People.class).loadUserByUsername(login).person();
    }

    @Override
    public void close() {
        context.close();
    }
}

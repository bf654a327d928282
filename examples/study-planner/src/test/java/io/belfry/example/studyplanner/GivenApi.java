package io.belfry.example.studyplanner;

import io.belfry.example.studyplanner.api.ApiApplication;
import io.belfry.testkit.HubClient;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The API on a free port, with the people that it comes with, calling some relay. */
record GivenApi(ConfigurableApplicationContext context, Caller guest, Map<String, Caller> signedIn)
        implements AutoCloseable {

    static GivenApi calling(String relayUrl) {
        return with(
                relayUrl,
                "--spring.datasource.url=jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1"
                        .formatted(UUID.randomUUID()));
    }

    /** With another database. */
    static GivenApi with(String relayUrl, String... database) {
        Stream<String> usual =
                Stream.of(
                        "--server.port=0",
                        "--study-planner.relay.url=" + relayUrl,
                        "--study-planner.relay.api-key=" + GivenRelay.KEY);
        ConfigurableApplicationContext context =
                ApiApplication.builder()
                        .run(Stream.concat(usual, Stream.of(database)).toArray(String[]::new));
        String port = context.getEnvironment().getProperty("local.server.port");
        return new GivenApi(
                context,
                Caller.of("http://localhost:" + Objects.requireNonNull(port)),
                new ConcurrentHashMap<>());
    }

    Caller the(String login) {
        return login.equals("guest") ? guest : signedIn.computeIfAbsent(login, guest::signedIn);
    }

    long id(String login) {
        return database()
                .sql("select id from person where login = ?")
                .param(login)
                .query(Long.class)
                .single();
    }

    JdbcClient database() {
        return context.getBean(JdbcClient.class);
    }

    /** How many events wait to be told. */
    long waiting() {
        return database().sql("select count(*) from belfry_outbox").query(Long.class).single();
    }

    /** Has a mentor's page listen to their channel. */
    void listens(HubClient page, String mentor) {
        String channel = "private-mentor." + id(mentor);
        page.asksFor(channel, the(mentor).asksFor(channel, page.socketId().value()).is(200).body());
        page.sees("pusher_internal:subscription_succeeded", channel);
    }

    @Override
    public void close() {
        guest.http().close();
        context.close();
    }
}

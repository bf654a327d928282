package io.belfry.hub.webhook;

import static io.belfry.hub.webhook.GivenWebhooks.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.belfry.hub.event.HubEvent.WebhookCalled.Outcome;
import io.belfry.hub.settings.WebhookSettings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class LogsTest {
    private final GivenWebhooks given = new GivenWebhooks();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.belfry.hub.webhook");
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.TRACE);
        logger.setAdditive(false);
        written.start();
        logger.addAppender(written);
    }

    @AfterEach
    void close() {
        given.close();
        logger.detachAppender(written);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    void failures_are_logged_once_a_minute_with_the_endpoint_and_the_reason() {
        given.server.answers((exchange, request) -> 503);
        given.has(given.endpoint());

        for (String channel : List.of("private-a", "private-b", "private-c")) {
            given.happens(whisper(channel, "1"));
            given.ends(Outcome.RETRIED);
        }
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith("WARN webhook calls fail ")
                .contains("app=\"4711\"", "endpoint=\"http://127.0.0.1:", "answered 503");

        given.passes(Duration.ofMinutes(1));
        given.ends(Outcome.RETRIED);
        assertThat(lines()).hasSize(2);
    }

    @Test
    void drops_are_logged_once_a_minute() {
        given.server.isSilentAbout("private-x");
        given.has(given.endpoint().queueSize(1));

        for (int i = 0; i < 10; i++) {
            given.happens(whisper("private-x", "1"));
        }

        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith("WARN webhook events dropped ")
                .contains("app=\"4711\"", "events=\"1\"");
    }

    @Test
    void neither_secrets_nor_payloads_are_logged() {
        given.server.answers((exchange, request) -> 500);
        given.has(
                WebhookSettings.to(given.server.url("/path-t0ken?query=t0ken"))
                        .headers(Map.of("Authorization", "Bearer t0ken"))
                        .retryFor(Duration.ZERO)
                        .queueSize(1));

        given.happens(whisper("private-x", "\"payl0ad\""), whisper("private-x", "\"payl0ad\""));
        given.ends(Outcome.DROPPED, Outcome.GIVEN_UP);

        assertThat(lines())
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(line).doesNotContain("t0ken", "payl0ad", "belfry-secret"));
    }

    private List<String> lines() {
        return written.list.stream()
                .map(event ->
                        event.getLevel()
                                + " "
                                + event.getFormattedMessage()
                                + " "
                                + event.getKeyValuePairs())
                .toList();
    }
}

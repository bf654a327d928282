package io.belfry.hub.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.belfry.hub.event.HubEvent;
import io.belfry.hub.event.HubEvent.ClientEventSent;
import io.belfry.hub.event.HubEvent.CommandRefused;
import io.belfry.hub.event.HubEvent.ConnectionOpened;
import io.belfry.hub.event.HubEvent.ConnectionRefused;
import io.belfry.hub.event.HubEvent.WebhookCalled;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.ErrorCode;
import io.belfry.protocol.SocketId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;

class HubLogTest {
    private static final SocketId SOCKET = new SocketId("1.2");
    private static final HubEvent OVER_QUOTA =
            new ConnectionRefused("shop", ErrorCode.OVER_CONNECTION_QUOTA);

    private final Logger logger = (Logger) LoggerFactory.getLogger(HubLog.class);
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private long now;
    private final HubLog log = new HubLog(() -> now);

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        written.start();
        logger.addAppender(written);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(written);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    void what_single_clients_do_is_told_at_debug_only() {
        HubEvent opened = new ConnectionOpened("shop", SOCKET);

        log.on(opened);
        assertThat(lines()).isEmpty();

        logger.setLevel(Level.DEBUG);
        log.on(opened);
        assertThat(lines()).containsExactly("DEBUG connection opened app=shop socket=1.2");
    }

    @Test
    void a_refused_connection_is_told_with_its_code() {
        log.on(OVER_QUOTA);

        assertThat(lines())
                .containsExactly(
                        "INFO connection refused"
                                + " app=shop code=4004 reason=OVER_CONNECTION_QUOTA count=1");
    }

    @Test
    void a_flood_of_refusals_is_one_line_a_second_with_a_count() {
        for (int i = 0; i < 1_000; i++) {
            log.on(OVER_QUOTA);
        }
        pass(Duration.ofMillis(999));
        log.on(OVER_QUOTA);
        assertThat(lines()).hasSize(1);

        pass(Duration.ofMillis(1));
        log.on(OVER_QUOTA);
        assertThat(lines()).hasSize(2).last().asString().endsWith("count=1001");
    }

    @Test
    void one_reason_does_not_hush_another() {
        log.on(OVER_QUOTA);
        log.on(new ConnectionRefused("shop", ErrorCode.UNAUTHORIZED));
        log.on(new ConnectionRefused("school", ErrorCode.OVER_CONNECTION_QUOTA));

        assertThat(lines()).hasSize(3);
    }

    @Test
    void a_lost_webhook_call_is_a_warning_and_one_that_arrives_is_not() {
        log.on(new WebhookCalled("shop", WebhookCalled.Outcome.DELIVERED));
        log.on(new WebhookCalled("shop", WebhookCalled.Outcome.RETRIED));
        log.on(new WebhookCalled("shop", WebhookCalled.Outcome.GIVEN_UP));
        log.on(new WebhookCalled("shop", WebhookCalled.Outcome.DROPPED));

        assertThat(lines())
                .containsExactly(
                        "WARN webhook lost app=shop outcome=GIVEN_UP count=1",
                        "WARN webhook lost app=shop outcome=DROPPED count=1");
    }

    @Test
    void a_line_break_that_a_client_sent_starts_no_line_of_the_log() {
        logger.setLevel(Level.DEBUG);

        log.on(
                new CommandRefused(
                        "shop", SOCKET, ErrorCode.UNAUTHORIZED, "no channel: x\r\nINFO all well"));

        assertThat(lines())
                .containsExactly(
                        "DEBUG command refused app=shop socket=1.2 code=4009"
                                + " reason=no channel: x??INFO all well");
    }

    @Test
    void a_payload_is_not_told_at_any_level() {
        logger.setLevel(Level.TRACE);

        log.on(
                new ClientEventSent(
                        "shop",
                        new ChannelName("private-chat"),
                        "client-typing",
                        "{\"word\":\"hush\"}",
                        SOCKET,
                        null));

        assertThat(lines())
                .containsExactly("TRACE client event sent app=shop channel=private-chat");
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private List<String> lines() {
        return written.list.stream().map(HubLogTest::line).toList();
    }

    private static String line(ILoggingEvent event) {
        StringBuilder line = new StringBuilder();
        line.append(event.getLevel()).append(' ').append(event.getFormattedMessage());
        event.getKeyValuePairs()
                .forEach(pair -> line.append(' ').append(pair.key).append('=').append(pair.value));
        return line.toString();
    }
}

package io.belfry.broadcasting.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import io.belfry.protocol.AppKey;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.SocketId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What the driver says to a server, and what it makes of its answers. */
class PusherDriverTest {
    private static final AppKey KEY = new AppKey("belfry-key", "belfry-secret");
    private static final String PATH = "/apps/4711/events";
    private static final Clock THEN =
            Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

    private HttpServer server;
    private final List<String> headers = new ArrayList<>();
    private String target = "";
    private String body = "";
    private int status = 200;
    private String answer = "{}";

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    target = exchange.getRequestURI().toString();
                    body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    exchange.getRequestHeaders()
                            .forEach((name, value) -> headers.add(name + value));
                    byte[] bytes = answer.getBytes(UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private PusherDriver driver(String path) {
        return new PusherDriver(PusherSettings.of(uri(path), "4711", KEY), THEN);
    }

    private static Publication tick(String... channels) {
        List<ChannelName> names = List.of(channels).stream().map(ChannelName::new).toList();
        return new Publication("tick", "{\"n\":1}", names, null, "key-1");
    }

    @Test
    void a_call_is_signed_and_says_which_event_it_is() {
        try (PusherDriver driver = driver("")) {
            driver.send(tick("news"));
        }
        assertThat(body)
                .isEqualTo(
                        "{\"name\":\"tick\",\"channel\":\"news\",\"data\":\"{\\\"n\\\":1}\","
                                + "\"idempotency_key\":\"key-1\"}");
        String signature =
                KEY.authorizeRequest("POST", PATH, body.getBytes(UTF_8), 1_700_000_000)
                        .get("auth_signature");
        assertThat(target)
                .startsWith(PATH + "?auth_key=belfry-key&auth_signature=" + signature)
                .contains("&auth_timestamp=1700000000&auth_version=1.0&body_md5=");
    }

    // check 149
    @Test
    void a_plain_server_is_not_asked_to_upgrade() {
        try (PusherDriver driver = driver("")) {
            driver.send(tick("news"));
        }
        assertThat(headers)
                .contains("Content-type[application/json]")
                .noneMatch(header -> header.startsWith("Upgrade"))
                .noneMatch(header -> header.startsWith("Http2"));
    }

    @Test
    void several_channels_and_the_connection_to_leave_out_are_named() {
        Publication publication =
                new Publication(
                        "tick",
                        "{}",
                        List.of(new ChannelName("a"), new ChannelName("private-b")),
                        new SocketId("1.2"),
                        "key-2");
        try (PusherDriver driver = driver("/realtime/")) {
            driver.send(publication);
        }
        assertThat(target).startsWith("/realtime/apps/4711/events?");
        assertThat(body)
                .isEqualTo(
                        "{\"name\":\"tick\",\"channels\":[\"a\",\"private-b\"],"
                            + "\"data\":\"{}\",\"socket_id\":\"1.2\",\"idempotency_key\":\"key-2\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "400, false",
        "401, false",
        "404, false",
        "413, false",
        "302, false",
        "429, true",
        "500, true",
        "502, true",
        "503, true"
    })
    void an_answer_says_whether_another_try_is_worth_it(int given, boolean worthIt) {
        status = given;
        answer = "{\"error\":\"because\"}";
        try (PusherDriver driver = driver("")) {
            assertThatExceptionOfType(BroadcastFailed.class)
                    .isThrownBy(() -> driver.send(tick("news")))
                    .withMessage(
                            "%s answered %d to the event tick: {\"error\":\"because\"}"
                                    .formatted(uri(""), given))
                    .satisfies(e -> assertThat(e.isWorthAnotherTry()).isEqualTo(worthIt));
        }
    }

    @Test
    void of_a_foreign_page_only_the_beginning_is_told() {
        status = 500;
        answer = "<html>\n" + "x".repeat(100_000);
        try (PusherDriver driver = driver("")) {
            assertThatExceptionOfType(BroadcastFailed.class)
                    .isThrownBy(() -> driver.send(tick("news")))
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300).endsWith("x…"));
        }
    }

    @Test
    void a_server_that_is_away_is_worth_another_try() {
        URI gone = uri("");
        server.stop(0);
        try (PusherDriver driver =
                new PusherDriver(
                        PusherSettings.of(gone, "4711", KEY)
                                .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5)))) {
            assertThatExceptionOfType(BroadcastFailed.class)
                    .isThrownBy(() -> driver.send(tick("news")))
                    .withMessageStartingWith(gone + " does not answer: ")
                    .satisfies(e -> assertThat(e.isWorthAnotherTry()).isTrue());
        }
    }

    @Test
    void a_server_that_says_nothing_is_given_up_in_time_and_worth_another_try() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket silent = new ServerSocket(0, 1, here)) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            PusherSettings settings =
                    PusherSettings.of(address, "4711", KEY)
                            .withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(200));
            try (PusherDriver driver = new PusherDriver(settings)) {
                assertThatExceptionOfType(BroadcastFailed.class)
                        .isThrownBy(() -> driver.send(tick("news")))
                        .satisfies(e -> assertThat(e.isWorthAnotherTry()).isTrue());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8080",
                "ftp://localhost",
                "http:///apps",
                "http://user:pw@localhost",
                "http://localhost?a=b"
            })
    void an_address_that_is_none_is_refused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PusherSettings.of(URI.create(address), "4711", KEY))
                .withMessageStartingWith("server ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("pw"));
    }
}

package io.belfry.conformance.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.conformance.Loopback;
import io.belfry.conformance.Refusal;
import io.belfry.hub.settings.CompatSettings;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.RawResponse;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

class ConnectingTest {
    private static final byte[] NO_BODY = {};

    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(
                    Loopback.hub(Loopback.app().activityTimeout(Duration.ofSeconds(77))).build());

    @RegisterExtension
    static final GivenHub strict =
            GivenHub.with(
                    Loopback.hub(Loopback.app())
                            .compat(CompatSettings.builder().strictProtocol(true).build())
                            .build());

    @Test
    @Check(1)
    void a_client_is_greeted_before_anything_else() {
        var client = given.handshake().path(path("protocol=7&client=js&version=8.6.0&flash=false"));

        var greeted = given.keeping(client.open());

        assertThat(greeted.handshake().status()).isEqualTo(101);
        assertThat(SeenMessage.of(greeted.receivesText()).event())
                .isEqualTo("pusher:connection_established");
        greeted.receivesNothingMore();
    }

    @Test
    @Check(2)
    void the_greeting_tells_socket_id_and_activity_timeout_in_a_string() {
        var client = given.rawClient();

        var greeting = SeenMessage.of(client.receivesText());

        assertThat(greeting.rawData().isString()).isTrue();
        assertThat(greeting.data().path("socket_id").stringValue()).matches("\\A\\d+\\.\\d+\\z");
        assertThat(greeting.data().path("activity_timeout").isInt()).isTrue();
        assertThat(greeting.data().path("activity_timeout").asInt()).isEqualTo(77);
    }

    @Test
    @Check(3)
    void a_thousand_connections_have_a_thousand_socket_ids() {
        Set<String> ids = new HashSet<>();

        for (int i = 0; i < 1_000; i++) {
            ids.add(given.client().socketId().value());
        }

        assertThat(ids).hasSize(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "protocol=", "protocol=4", "protocol=5", "protocol=6"})
    @Check(13)
    void a_lenient_hub_takes_old_protocols_and_none(String query) {
        HubClient.of(given.keeping(given.handshake().path(path(query)).open()), given.key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "8", "0", "-7", "seven", "7.0", "99999999999", "%00"})
    @Check(13)
    void a_protocol_that_is_not_spoken_is_refused(String protocol) {
        Refusal.of(
                given.keeping(given.handshake().path(path("protocol=" + protocol)).open()), 4007);
    }

    @Test
    @Check(13)
    void a_strict_hub_wants_a_protocol() {
        Refusal.of(strict.keeping(strict.handshake().path(path("version=8.6.0")).open()), 4008);
    }

    @Test
    @Check(13)
    void a_strict_hub_wants_a_recent_protocol() {
        Refusal.of(strict.keeping(strict.handshake().path(path("protocol=4")).open()), 4007);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "8.", "8..6", "%20", "v8.6.0", "8.6.0-"})
    @Check(13)
    void a_strict_hub_wants_a_version_that_is_one(String version) {
        String query = "protocol=7&version=" + version;

        Refusal.of(strict.keeping(strict.handshake().path(path(query)).open()), 4006);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.6.0", "2.4", "7", "8.0.0-beta.1", "7.2.6%2Bbuild", "2.4.RELEASE"})
    @Check(13)
    void a_strict_hub_takes_versions_of_any_length(String version) {
        String path = path("protocol=7&version=" + version);

        HubClient.of(strict.keeping(strict.handshake().path(path).open()), strict.key());
    }

    @Test
    @Check(14)
    void a_plain_get_is_told_to_upgrade() {
        RawResponse answer = given.http().get(path("protocol=7"));

        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.header("Upgrade")).isEqualTo("websocket");
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.0, 1, 426", "HTTP/1.1, 2, 400", "HTTP/1.1, 1, 101"})
    @Check(14)
    void a_handshake_has_one_key_and_is_of_http_1_1(String version, int keys, int status) {
        var http =
                given.http()
                        .sends(
                                "GET "
                                        + path("protocol=7")
                                        + " "
                                        + version
                                        + "\r\n"
                                        + "Host: here\r\nUpgrade: websocket\r\n"
                                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                                .repeat(keys)
                                        + "\r\n");

        assertThat(http.response().status()).isEqualTo(status);
    }

    @Test
    @Check(14)
    void an_upgrade_to_another_protocol_is_ordinary_http() {
        RawResponse answer =
                given.api()
                        .post("/events", "{\"name\":\"e\",\"channel\":\"c\",\"data\":\"d\"}")
                        .header("Connection", "Upgrade, HTTP2-Settings")
                        .header("Upgrade", "h2c")
                        .header("HTTP2-Settings", "AAMAAABkAAQAAP__")
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/app", "/app/", "/app/belfry-key/more", "/apps", "/ap/belfry-key"})
    @Check(15)
    void no_websocket_is_spoken_on_other_paths(String path) {
        RawResponse answer = given.handshake().path(path + "?protocol=7").answer();

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void the_first_of_the_offered_subprotocols_is_chosen() {
        var offering = given.handshake().header("Sec-WebSocket-Protocol", "pusher, other").open();

        assertThat(given.keeping(offering).handshake().header("Sec-WebSocket-Protocol"))
                .isEqualTo("pusher");
        assertThat(given.rawClient().handshake().header("Sec-WebSocket-Protocol")).isNull();
    }

    @Test
    void compression_is_offered_in_vain() {
        var offering =
                given.handshake().header("Sec-WebSocket-Extensions", "permessage-deflate").open();

        assertThat(given.keeping(offering).handshake().header("Sec-WebSocket-Extensions")).isNull();
    }

    @Test
    void the_words_of_the_handshake_may_have_any_case() {
        var client =
                given.handshake()
                        .header("Upgrade", "WebSocket")
                        .header("Connection", "keep-alive, upgrade");

        HubClient.of(given.keeping(client.open()), given.key());
    }

    @Test
    void another_version_of_websocket_is_told_which_one_is_spoken() {
        RawResponse answer = given.handshake().header("Sec-WebSocket-Version", "8").answer();

        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.header("Sec-WebSocket-Version")).isEqualTo("13");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "short", "not base64 at all!!!!!!!!", "AAAAAAAAAAAAAAAAAAAAAAAAAA=="})
    void a_handshake_without_a_proper_key_is_a_bad_request(String key) {
        assertThat(given.handshake().header("Sec-WebSocket-Key", key).answer().status())
                .isEqualTo(400);
    }

    @Test
    void a_handshake_without_connection_upgrade_is_a_bad_request() {
        assertThat(given.handshake().without("Connection").answer().status()).isEqualTo(400);
    }

    @Test
    void a_handshake_that_is_no_get_is_a_bad_request() {
        RawResponse answer =
                given.http()
                        .requests(
                                "POST",
                                path("protocol=7"),
                                Map.of(
                                        "Upgrade", "websocket",
                                        "Connection", "Upgrade",
                                        "Sec-WebSocket-Version", "13",
                                        "Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="),
                                "{}".getBytes(StandardCharsets.UTF_8))
                        .response();

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void a_connection_that_was_used_for_http_may_become_a_websocket() {
        var http = given.http();
        assertThat(http.get("/up").status()).isEqualTo(200);

        RawResponse answer =
                http.requests(
                                "GET",
                                path("protocol=7"),
                                Map.of(
                                        "Upgrade", "websocket",
                                        "Connection", "Upgrade",
                                        "Sec-WebSocket-Version", "13",
                                        "Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="),
                                NO_BODY)
                        .response();

        assertThat(answer.status()).isEqualTo(101);
    }

    private static String path(String query) {
        return "/app/" + given.key().key() + (query.isEmpty() ? "" : "?" + query);
    }
}

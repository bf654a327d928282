package io.belfry.hub.webhook;

import static io.belfry.hub.webhook.GivenWebhooks.APP;
import static io.belfry.hub.webhook.GivenWebhooks.KEY;
import static io.belfry.hub.webhook.GivenWebhooks.occupied;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.hub.event.HubEvent.WebhookCalled.Outcome;
import io.belfry.hub.webhook.AppServer.Received;
import io.belfry.protocol.AppKey;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class SignedCallTest {
    private final GivenWebhooks given = new GivenWebhooks();

    @AfterEach
    void close() {
        given.close();
    }

    @Test
    void the_documented_body_has_the_documented_signature() {
        given.has(given.endpoint());

        given.happens(occupied("news"));

        Received call = given.server.next();
        assertThat(call.body())
                .isEqualTo(
                        "{\"time_ms\":1700000000123,"
                            + "\"events\":[{\"name\":\"channel_occupied\",\"channel\":\"news\"}]}");
        assertThat(call.header("X-Pusher-Signature"))
                .isEqualTo("a3fd23338f7769085860b1a0618123ad703219970e8e2c136d18e14611694ffc");
        assertThat(call.header("X-Pusher-Key")).isEqualTo("belfry-key");
    }

    @Test
    void a_call_is_a_plain_post_with_exactly_the_content_type_that_sdks_compare() {
        given.has(given.endpoint());

        given.happens(occupied("news"));

        Received call = given.server.next();
        assertThat(call.exchange().getRequestMethod()).isEqualTo("POST");
        assertThat(call.header("Content-Type")).isEqualTo("application/json");
        assertThat(call.header("User-Agent")).isEqualTo("Belfry");
        assertThat(call.protocol()).isEqualTo("HTTP/1.1");
        assertThat(call.has("Upgrade")).isFalse();
        assertThat(call.has("Http2-settings")).isFalse();
    }

    @Test
    void of_several_keys_the_first_signs() {
        given.appHas(
                APP, List.of(KEY, new AppKey("second-key", "second-secret")), given.endpoint());

        given.happens(occupied("news"));

        Received call = given.server.next();
        assertThat(call.header("X-Pusher-Key")).isEqualTo("belfry-key");
        assertThat(call.header("X-Pusher-Signature")).isEqualTo(KEY.sign(call.body()));
    }

    @Test
    void headers_of_the_endpoint_go_along() {
        given.has(given.endpoint().headers(Map.of("Authorization", "Bearer t0ken")));

        given.happens(occupied("news"));

        assertThat(given.server.next().header("Authorization")).isEqualTo("Bearer t0ken");
    }

    @Test
    void no_header_overrides_what_vouches_for_the_body() {
        byte[] body = "{}".getBytes(UTF_8);
        Map<String, String> forged =
                Map.of("x-pusher-key", "k", "x-pusher-signature", "s", "content-type", "text/x");
        Courier courier = new Courier();

        courier.post(given.server.url(), body, KEY, forged).join();

        Received call = given.server.next();
        assertThat(call.header("Content-Type")).isEqualTo("application/json");
        assertThat(call.header("X-Pusher-Key")).isEqualTo("belfry-key");
        assertThat(call.header("X-Pusher-Signature")).isEqualTo(KEY.sign(body));
        courier.stop();
    }

    @Test
    void a_redirect_is_not_followed() {
        given.has(given.endpoint().retryFor(Duration.ZERO));
        given.server.answers((exchange, request) -> {
            exchange.getResponseHeaders()
                    .add("Location", given.server.url("/elsewhere").toString());
            return 307;
        });

        given.happens(occupied("news"));

        given.ends(Outcome.GIVEN_UP);
        assertThat(given.server.next().path()).isEqualTo("/hooks");
        assertThat(given.server.hasMore()).isFalse();
    }
}

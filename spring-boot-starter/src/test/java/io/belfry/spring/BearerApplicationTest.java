package io.belfry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import io.belfry.testkit.Handshake;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.RawClient;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Clients that show a bearer token, as Echo does with its {@code bearerToken}. */
class BearerApplicationTest {
    private static GivenApplication application;
    private static Page page;

    @BeforeAll
    static void start() {
        application = GivenApplication.of(BearerApplication.class);
        page = application.page();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static String token(byte[] key) throws Exception {
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder()
                        .subject("ada")
                        .claim("orders", List.of("7"))
                        .claim("scope", "orders")
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(new MACSigner(key));
        return token.serialize();
    }

    /** Without a session, a cookie or a token of Spring Security's against foreign sites. */
    private static HttpResponse<String> asks(String token, String socketId, String channel)
            throws Exception {
        String form = "socket_id=" + socketId + "&channel_name=" + channel;
        var request = page.unguarded("/broadcasting/auth", Page.FORM, form);
        return Page.answer(request.header("Authorization", "Bearer " + token));
    }

    private static Handshake handshake(String origin) {
        return RawClient.to("127.0.0.1", application.hubPort())
                .path("/app/shop-key?protocol=7")
                .header("Origin", origin);
    }

    private static HubClient client(String origin) {
        return HubClient.of(handshake(origin).open(), GivenShop.KEY);
    }

    @Test
    void the_hub_knows_its_pages_by_their_origin() {
        try (RawClient stranger = handshake("https://elsewhere.example").open()) {
            assertThat(SeenMessage.of(stranger.receivesText()).event()).isEqualTo("pusher:error");
        }
    }

    @Test
    void a_token_is_enough_for_the_channels_that_it_stands_for() throws Exception {
        String token = token(BearerApplication.KEY.getEncoded());
        try (HubClient client = client("https://shop.example")) {
            HttpResponse<String> answer =
                    asks(token, client.socketId().value(), "private-orders.7");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            String auth = JsonMapper.shared().readTree(answer.body()).path("auth").stringValue();
            client.asksFor("private-orders.7", auth, null);
            client.sees("pusher_internal:subscription_succeeded");
        }
        assertThat(asks(token, "1.2", "private-orders.8").statusCode()).isEqualTo(403);
        assertThat(asks(token, "1.2", "private-desk").statusCode()).isEqualTo(403);
    }

    @Test
    void a_connection_is_signed_in_by_a_token_too() throws Exception {
        String token = token(BearerApplication.KEY.getEncoded());
        var request = page.unguarded("/broadcasting/user-auth", Page.FORM, "socket_id=1.2");
        HttpResponse<String> answer =
                Page.answer(request.header("Authorization", "Bearer " + token));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("user_data").stringValue())
                .isEqualTo("{\"id\":\"ada\"}");
    }

    @Test
    void a_form_that_is_no_text_is_refused() throws Exception {
        HttpResponse<String> answer =
                asks(token(BearerApplication.KEY.getEncoded()), "%ED%A0%80", "private-orders.7");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("UTF-8");
    }

    @Test
    void a_forged_token_or_none_gets_nothing() throws Exception {
        HttpResponse<String> forged = asks(token(new byte[32]), "1.2", "private-orders.7");
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(forged.body()).doesNotContain("shop-key");
        String form = "socket_id=1.2&channel_name=private-orders.7";
        HttpResponse<String> none =
                Page.answer(page.unguarded("/broadcasting/auth", Page.FORM, form));
        assertThat(none.statusCode()).isIn(401, 403);
        assertThat(none.body()).doesNotContain("shop-key");
    }
}

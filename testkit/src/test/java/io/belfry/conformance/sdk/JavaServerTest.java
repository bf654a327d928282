package io.belfry.conformance.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.pusher.rest.Pusher;
import com.pusher.rest.data.Event;
import com.pusher.rest.data.PresenceUser;
import com.pusher.rest.data.Result;
import com.pusher.rest.data.Validity;

import io.belfry.conformance.Check;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;

class JavaServerTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    private Pusher server;

    @BeforeEach
    void an_app_has_its_server() {
        server = JavaServer.of(given);
    }

    @Test
    @Check({98, 106})
    void triggers_an_event_on_one_channel() {
        var alice = given.client().subscribes("news");

        succeeds(server.trigger("news", "headline", Map.of("title", "Bells")));

        alice.seesJson(
                "{\"event\":\"headline\",\"channel\":\"news\","
                        + "\"data\":\"{\\\"title\\\":\\\"Bells\\\"}\"}");
    }

    @Test
    @Check(98)
    void triggers_an_event_on_several_channels() {
        var alice = given.client().subscribes("news").subscribes("private-news");

        succeeds(server.trigger(List.of("news", "private-news"), "headline", "Bells"));

        alice.sees("headline", "news");
        alice.sees("headline", "private-news");
    }

    @Test
    @Check({98, 100})
    void triggers_an_event_for_all_but_one() {
        var alice = given.client().subscribes("news");
        var bob = given.client().subscribes("news");

        succeeds(server.trigger("news", "headline", "Bells", alice.socketId().value()));

        bob.sees("headline");
        alice.seesNothingMore();
    }

    @Test
    @Check({98, 111})
    void triggers_a_batch() {
        var alice = given.client().subscribes("news").subscribes("weather");

        succeeds(
                server.trigger(
                        List.of(
                                new Event("news", "first", "1"),
                                new Event("weather", "second", "2"),
                                new Event("news", "third", "3", alice.socketId().value()))));

        alice.sees("first", "news");
        alice.sees("second", "weather");
        alice.seesNothingMore();
    }

    @Test
    @Check({98, 83})
    void triggers_an_event_for_a_user() {
        var alice = given.client().signsIn("{\"id\":\"alice\"}");

        // This SDK has no method for it, and takes the user's channel for any other.
        succeeds(server.post("/events", userEvent("alice")));

        alice.sees("receipt", "#server-to-user-alice");
    }

    @Test
    @Check({98, 43})
    void seals_an_event_for_an_encrypted_channel() {
        var alice = given.client().subscribes("private-encrypted-vault");

        succeeds(server.trigger("private-encrypted-vault", "opened", Map.of("by", "bob")));

        JsonNode data = alice.sees("opened").data();
        assertThat(data.propertyNames()).containsExactlyInAnyOrder("nonce", "ciphertext");
    }

    @Test
    @Check({98, 114})
    void asks_for_channels() {
        given.client().joins("presence-room", "alice").subscribes("news");

        JsonNode channels =
                succeeds(
                        server.get(
                                "/channels",
                                Map.of("filter_by_prefix", "presence-", "info", "user_count")));

        assertThat(channels)
                .isEqualTo(json("{\"channels\":{\"presence-room\":{\"user_count\":1}}}"));
    }

    @Test
    @Check({98, 115})
    void asks_for_one_channel() {
        given.client().subscribes("news");

        JsonNode channel =
                succeeds(server.get("/channels/news", Map.of("info", "subscription_count")));

        assertThat(channel.path("occupied").asBoolean(false)).isTrue();
        assertThat(channel.path("subscription_count").asInt()).isPositive();
    }

    @Test
    @Check({98, 117})
    void asks_for_the_users_of_a_channel() {
        given.client().joins("presence-hall", "alice");

        assertThat(succeeds(server.get("/channels/presence-hall/users")))
                .isEqualTo(json("{\"users\":[{\"id\":\"alice\"}]}"));
    }

    @Test
    @Check({98, 120})
    void terminates_the_connections_of_a_user() {
        var alice = given.client().signsIn("{\"id\":\"alice\"}");

        succeeds(server.post("/users/alice/terminate_connections", "{}"));

        alice.seesError(4009);
        alice.closedWith(4009);
    }

    @Test
    @Check({98, 40})
    void authorizes_a_private_channel() {
        var alice = given.client();

        JsonNode answer = json(server.authenticate(alice.socketId().value(), "private-news"));

        alice.asksFor("private-news", answer.path("auth").stringValue(), null);
        alice.sees("pusher_internal:subscription_succeeded", "private-news");
    }

    @Test
    @Check({98, 46})
    void authorizes_a_presence_channel() {
        var alice = given.client();
        var user = new PresenceUser("alice", Map.of("name", "Alice & \"co\""));

        joins(alice, user);

        JsonNode presence =
                alice.sees("pusher_internal:subscription_succeeded").data().path("presence");
        assertThat(presence.path("hash"))
                .isEqualTo(json("{\"alice\":{\"name\":\"Alice & \\\"co\\\"\"}}"));
    }

    @Test
    @Check({98, 51})
    void authorizes_a_user_whose_id_is_a_number() {
        var alice = given.client();

        joins(alice, new PresenceUser(Long.MAX_VALUE));

        JsonNode presence =
                alice.sees("pusher_internal:subscription_succeeded").data().path("presence");
        assertThat(presence.path("ids")).isEqualTo(json("[\"9223372036854775807\"]"));
    }

    @Test
    @Check({98, 127})
    void knows_a_webhook_that_the_app_key_has_signed() {
        String body = "{\"time_ms\":1700000000123,\"events\":[]}";

        assertThat(server.validateWebhookSignature(given.key().key(), given.key().sign(body), body))
                .isEqualTo(Validity.VALID);
    }

    @Test
    @Check({98, 91})
    void is_told_that_its_secret_is_wrong() {
        Result result = JavaServer.with(given, "guessed").trigger("news", "headline", "Bells");

        assertThat(result.getStatus()).isEqualTo(Result.Status.AUTHENTICATION_ERROR);
        assertThat(result.getStatus().shouldRetry()).isFalse();
    }

    @Test
    @Check({98, 104})
    void is_told_what_is_wrong_with_its_event() {
        Result result = server.trigger("news", "pusher:headline", "Bells");

        assertThat(result.getStatus()).isEqualTo(Result.Status.CLIENT_ERROR);
        assertThat(result.getMessage()).contains("pusher:");
    }

    @Test
    @Check({98, 103})
    void is_told_that_its_event_is_too_large() {
        Result result = server.trigger("news", "headline", "x".repeat(20_000));

        assertThat(result.getHttpStatus()).isEqualTo(413);
    }

    private void joins(HubClient client, PresenceUser user) {
        String room = "presence-" + user.getUserId();
        client.asksFor(room, json(server.authenticate(client.socketId().value(), room, user)));
    }

    private static String userEvent(String user) {
        return "{\"name\":\"receipt\",\"channels\":[\"#server-to-user-"
                + user
                + "\"],\"data\":\"paid\"}";
    }

    private static JsonNode succeeds(Result result) {
        assertThat(result.getStatus()).as(result.getMessage()).isEqualTo(Result.Status.SUCCESS);
        return json(result.getMessage());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}

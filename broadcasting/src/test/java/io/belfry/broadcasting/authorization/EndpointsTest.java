package io.belfry.broadcasting.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.broadcasting.encryption.MasterKey;
import io.belfry.broadcasting.event.VisibleTo;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.broadcasting.rule.Decision;
import io.belfry.broadcasting.rule.Users;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What the endpoints answer, and whether a real hub believes it. */
class EndpointsTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Users ADA = Users.only(ChannelUser.of(5, "Ada"));
    private static final Users GUEST = Users.only(null);
    private static final MasterKey MASTER_KEY =
            MasterKey.ofBase64(Base64.getEncoder().encodeToString(new byte[32]));
    private static final ChannelRules RULES =
            ChannelRules.builder()
                    .channel(
                            "user.{id}",
                            (user, at) -> Decision.allowIf(at.text("id").equals(user.id())))
                    .channel("vault.{id}", (user, at) -> Decision.allow())
                    .channel("room.1", (user, at) -> Decision.member(Map.of("name", "Ada")))
                    .channel(
                            "desk",
                            List.of("customer", "agent"),
                            (user, at) ->
                                    Decision.audience(
                                            user.hasRole("agent") ? "agent" : "customer",
                                            new Shown("Ada", "ada@example.org")))
                    .channel("room.2", (user, at) -> Decision.allow())
                    .channel("room.3", (user, at) -> Decision.member(new Unwritable()))
                    .build();

    /** What a presence channel shows, some of it to some. */
    record Shown(String name, @VisibleTo("agent") String email) {}

    /** What Jackson cannot write. */
    static final class Unwritable {
        public String getName() {
            throw new IllegalStateException("gone");
        }
    }

    private final Endpoints endpoints = new Endpoints(given.key(), RULES, JSON, MASTER_KEY);

    private static AuthorizationRequest form(String body) {
        return AuthorizationRequest.of("", FORM, body.getBytes(UTF_8));
    }

    private JsonNode allowed(HubClient client, String channel) {
        AuthorizationAnswer answer =
                endpoints.authorize(
                        form("socket_id=" + client.socketId() + "&channel_name=" + channel), ADA);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private int status(String socketId, String channel, Users users) {
        return endpoints
                .authorize(form("socket_id=" + socketId + "&channel_name=" + channel), users)
                .status();
    }

    @Test
    void a_hub_lets_in_whom_a_rule_let_in() {
        HubClient client = given.client();
        client.asksFor(
                "private-user.5",
                allowed(client, "private-user.5").path("auth").stringValue(),
                null);
        client.sees("pusher_internal:subscription_succeeded");
    }

    @Test
    void the_user_may_be_named_on_private_channels_so_that_the_hub_can_find_the_connection() {
        HubClient client = given.client();
        AuthorizationAnswer answer =
                endpoints
                        .withNamedUsers()
                        .authorize(
                                form(
                                        "socket_id=%s&channel_name=private-user.5"
                                                .formatted(client.socketId())),
                                ADA);
        JsonNode body = JSON.readTree(answer.body());
        String channelData = body.path("channel_data").stringValue();
        assertThat(channelData).isEqualTo("{\"user_id\":\"5\"}");
        client.asksFor("private-user.5", body.path("auth").stringValue(), channelData);
        client.sees("pusher_internal:subscription_succeeded");

        given.hub().disconnect(given.app().id(), "5");

        assertThat(client.seesError(4009)).isNotNull();
    }

    @Test
    void a_rule_that_cannot_decide_is_no_denial_and_may_be_asked_again() {
        AuthorizationAnswer answer =
                new Endpoints(
                                given.key(),
                                ChannelRules.builder()
                                        .channel(
                                                "user.{user}",
                                                (user, at) -> {
                                                    throw new IllegalStateException("away");
                                                })
                                        .build(),
                                JSON,
                                null)
                        .authorize(form("socket_id=1.2&channel_name=private-user.5"), ADA);
        assertThat(answer)
                .isEqualTo(
                        new AuthorizationAnswer(
                                500, "{\"error\":\"Nobody can decide on that now\"}"));
    }

    @Test
    void nobody_is_named_who_was_not_asked_to_be() {
        assertThat(allowed(given.client(), "private-user.5").has("channel_data")).isFalse();
    }

    // check 141
    @Test
    void a_presence_channel_shows_what_its_rule_says_of_the_user() {
        HubClient client = given.client();
        JsonNode answer = allowed(client, "presence-room.1");
        String channelData = answer.path("channel_data").stringValue();
        assertThat(channelData).isEqualTo("{\"user_id\":\"5\",\"user_info\":{\"name\":\"Ada\"}}");

        client.asksFor("presence-room.1", answer.path("auth").stringValue(), channelData);

        assertThat(client.sees("pusher_internal:subscription_succeeded").data().toString())
                .contains("{\"5\":{\"name\":\"Ada\"}}");
        assertThat(allowed(client, "presence-room.2").path("channel_data").stringValue())
                .isEqualTo("{\"user_id\":\"5\",\"user_info\":{}}");
    }

    @Test
    void what_is_shown_of_a_member_is_what_the_audience_of_the_channel_may_see() {
        Users agent = Users.only(new ChannelUser("6", Set.of("agent"), "Bob"));
        assertThat(
                        endpoints
                                .authorize(form("socket_id=1.2&channel_name=presence-desk"), ADA)
                                .body())
                .contains("Ada")
                .doesNotContain("example.org");
        assertThat(
                        endpoints
                                .authorize(
                                        form("socket_id=1.2&channel_name=presence-desk@agent"),
                                        agent)
                                .body())
                .contains("example.org");
    }

    // check 143
    @Test
    void an_encrypted_channel_comes_with_its_key() {
        HubClient client = given.client();
        JsonNode answer = allowed(client, "private-encrypted-vault.1");
        assertThat(answer.path("shared_secret").stringValue())
                .hasSize(44)
                .isNotEqualTo(
                        allowed(client, "private-encrypted-vault.2")
                                .path("shared_secret")
                                .stringValue());
        client.asksFor("private-encrypted-vault.1", answer.path("auth").stringValue(), null);
        client.sees("pusher_internal:subscription_succeeded");

        Endpoints withoutKey = new Endpoints(given.key(), RULES, JSON, null);
        assertThat(
                        withoutKey
                                .authorize(
                                        form(
                                                "socket_id=1.2&channel_name=private-encrypted-vault.1"),
                                        ADA)
                                .status())
                .isEqualTo(403);
    }

    // check 142
    @ParameterizedTest
    @CsvSource({
        "1.2, private-user.6, 403",
        "1.2, private-unknown.5, 403",
        "1.2, private-private-user.5, 403",
        "1.2, news, 403",
        "1.2, presence-room.3, 403",
        "1.2, %23server-to-user-5, 403",
        "1.2, '', 400",
        "1.2, private-a:b, 400",
        "1.2, ':user::{\"id\":\"1\"}', 400",
        "1.2:x, private-user.5, 400",
        "1.2%0A, private-user.5, 400",
        "'', private-user.5, 400",
    })
    void whoever_may_not_gets_no_signature(String socketId, String channel, int status) {
        AuthorizationAnswer answer =
                endpoints.authorize(
                        form("socket_id=" + socketId + "&channel_name=" + channel), ADA);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"error\":").doesNotContain(given.key().key());
    }

    @Test
    void a_guest_and_a_request_without_a_channel_get_none_either() {
        assertThat(status("1.2", "private-user.5", GUEST)).isEqualTo(403);
        assertThat(endpoints.authorize(form("socket_id=1.2"), ADA).status()).isEqualTo(403);
    }

    @Test
    void json_and_the_query_say_the_same_as_a_form() {
        byte[] body = "{\"socket_id\":\"1.2\",\"channel_name\":\"private-user.5\"}".getBytes(UTF_8);
        AuthorizationRequest expected =
                new AuthorizationRequest("1.2", List.of("private-user.5"), false);
        assertThat(AuthorizationRequest.of(null, "application/json;charset=UTF-8", body))
                .isEqualTo(expected);
        assertThat(
                        AuthorizationRequest.of(
                                "socket_id=1.2&channel_name=private-user.5", null, new byte[0]))
                .isEqualTo(expected);
        assertThat(form("channel_name=private%2Duser.5&other=1&socket_id=1.2")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"socket_id\":1.2}",
                "{\"channel_names\":\"a\"}",
                "{\"channel_names\":[1]}",
                "{\"channel_names\":[null]}"
            })
    void json_that_says_nothing_sensible_is_refused_in_words(String body) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        AuthorizationRequest.of(null, "application/json", body.getBytes(UTF_8)));
    }

    @Test
    void several_channels_are_answered_in_one_call() {
        HubClient client = given.client();
        String body =
                "{\"socket_id\":\"%s\",\"channel_names\":[\"private-user.5\",\"private-user.6\",\"a:b\"]}"
                        .formatted(client.socketId());
        AuthorizationAnswer answer =
                endpoints.authorize(
                        AuthorizationRequest.of(null, "application/json", body.getBytes(UTF_8)),
                        ADA);

        assertThat(answer.status()).isEqualTo(200);
        JsonNode channels = JSON.readTree(answer.body()).path("channels");
        assertThat(channels.path("private-user.6").path("status").intValue()).isEqualTo(403);
        assertThat(channels.path("a:b").path("status").intValue()).isEqualTo(400);
        JsonNode granted = channels.path("private-user.5");
        assertThat(granted.path("status").intValue()).isEqualTo(200);
        client.asksFor("private-user.5", granted.path("body").path("auth").stringValue(), null);
        client.sees("pusher_internal:subscription_succeeded");

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new AuthorizationRequest(
                                "1.2",
                                IntStream.range(0, 101).mapToObj(i -> "c" + i).toList(),
                                true))
                .withMessage("channel_names has 101 channels, at most 100");
    }

    // check 144
    @Test
    void a_hub_signs_in_whom_the_application_vouches_for() {
        HubClient client = given.client();
        AuthorizationAnswer answer =
                endpoints.authenticate(form("socket_id=" + client.socketId()), ADA);
        assertThat(answer.status()).isEqualTo(200);
        JsonNode body = JSON.readTree(answer.body());
        client.sends("pusher:signin", body.toString());
        assertThat(client.sees("pusher:signin_success").data().path("user_data").stringValue())
                .isEqualTo("{\"id\":\"5\"}");

        assertThat(endpoints.authenticate(form("socket_id=1.2"), GUEST).status()).isEqualTo(403);
        assertThat(endpoints.authenticate(form("socket_id=1.2:x"), ADA).status()).isEqualTo(400);
    }
}

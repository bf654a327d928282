package io.belfry.conformance.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.conformance.Loopback;
import io.belfry.conformance.ToldEvents;
import io.belfry.hub.settings.AppSettings;
import io.belfry.protocol.AppKey;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.JsonObject;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningInTest {
    private static final String ALICE = "{\"id\":\"alice\",\"user_info\":{\"name\":\"Alice\"}}";
    private static final String ALICES_CHANNEL = "#server-to-user-alice";

    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(
                    Loopback.hub(
                                    Loopback.app(),
                                    Loopback.otherApp(),
                                    AppSettings.builder("4713", "userless-key", "userless-secret")
                                            .userAuthentication(false))
                            .build());

    private static final ToldEvents told = ToldEvents.of(given);

    @Test
    @Check(78)
    void who_signs_in_gets_the_same_user_data_back() {
        var client = given.client();
        String userData = "{ \"id\" : \"alice\",\"user_info\":{\"name\":\"Älice \\u0041\"} }";

        signsIn(client, given.key(), userData);

        var success = client.sees("pusher:signin_success");
        assertThat(success.rawData().isString()).isTrue();
        assertThat(success.data().path("user_data").stringValue()).isEqualTo(userData);
        client.seesNothingMore();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":7}",
                "{\"id\":\"\"}",
                "{\"id\":null}",
                "{\"id\":[\"alice\"]}",
                "{\"id\":\"al ice\"}",
                "{\"id\":\"al:ice\"}",
                "{\"user_info\":{\"id\":\"alice\"}}",
                "[]",
                "not json",
                "",
                "{\"id\":\"alice\",\"watchlist\":\"bob\"}",
                "{\"id\":\"alice\",\"watchlist\":[7]}"
            })
    @Check(79)
    void user_data_without_a_proper_id_is_refused(String userData) {
        var client = given.client();

        signsIn(client, given.key(), userData);

        client.seesError(4009);
        isNobody(client);
    }

    @Test
    @Check(79)
    void an_id_may_have_128_characters_and_no_more() {
        var longest = given.client().signsIn(user("x".repeat(128)));
        var tooLong = given.client();

        signsIn(tooLong, given.key(), user("x".repeat(129)));

        tooLong.seesError(4009);
        longest.seesNothingMore();
    }

    @Test
    @Check(79)
    void a_signature_with_another_secret_is_refused() {
        var client = given.client();

        signsIn(client, new AppKey("belfry-key", "guessed"), ALICE);

        client.seesError(4009);
        isNobody(client);
    }

    @Test
    @Check(79)
    void a_signature_with_the_key_of_another_app_is_refused() {
        var client = given.client();

        signsIn(client, new AppKey("other-key", "other-secret"), ALICE);

        client.seesError(4009);
        isNobody(client);
    }

    @Test
    @Check(79)
    void a_signature_for_another_connection_is_refused() {
        var client = given.client();
        var other = given.client();

        sends(client, given.key().authenticateUser(other.socketId(), ALICE), ALICE);

        client.seesError(4009);
        isNobody(client);
    }

    @Test
    @Check(79)
    void a_signature_over_other_user_data_is_refused() {
        var client = given.client();

        sends(client, given.key().authenticateUser(client.socketId(), user("bob")), ALICE);

        client.seesError(4009);
        isNobody(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "belfry-key", "belfry-key:", "nobody:00"})
    @Check(79)
    void a_signature_that_is_none_is_refused(String auth) {
        var client = given.client();

        sends(client, auth, ALICE);

        client.seesError(4009);
        isNobody(client);
    }

    @Test
    @Check(79)
    void an_app_without_users_refuses_everybody() {
        AppKey key = new AppKey("userless-key", "userless-secret");
        var client = client(key);

        signsIn(client, key, ALICE);

        client.seesError(4009);
        client.seesNothingMore();
    }

    @Test
    @Check(80)
    void the_same_user_may_sign_in_again() {
        var client = given.client().signsIn(ALICE);

        signsIn(client, given.key(), user("alice"));

        assertThat(client.sees("pusher:signin_success").data().path("user_data").stringValue())
                .isEqualTo(user("alice"));
        isAlice(client);
    }

    @Test
    @Check(80)
    void who_is_signed_in_does_not_become_somebody_else() {
        var client = given.client().signsIn(ALICE);

        signsIn(client, given.key(), user("bob"));

        client.seesError(4009);
        isAlice(client);
        given.api().publishes("#server-to-user-bob", "receipt", "for bob");
        client.seesNothingMore();
    }

    @Test
    @Check(80)
    void a_failed_second_sign_in_leaves_the_first_in_force() {
        var client = given.client().signsIn(ALICE);

        signsIn(client, new AppKey("belfry-key", "guessed"), ALICE);

        client.seesError(4009);
        isAlice(client);
    }

    @Test
    @Check(81)
    void the_signature_of_a_channel_does_not_sign_anybody_in() {
        var client = given.client();
        ChannelName channel = new ChannelName("private-alice");

        sends(client, given.key().authorizeChannel(client.socketId(), channel, null), ALICE);

        client.seesError(4009);
        isNobody(client);
    }

    @Test
    @Check(81)
    void the_signature_of_a_user_does_not_open_a_channel() {
        var client = given.client();
        String auth = given.key().authenticateUser(client.socketId(), ALICE);

        client.asksFor("private-alice", auth, null);
        client.seesRefusal("private-alice", 401, 4009);
        client.asksFor("presence-alice", auth, ALICE);
        client.seesRefusal("presence-alice", 401, 4009);
        client.asksFor(":user::" + ALICE, auth, null);
        client.seesRefusal(":user::" + ALICE, 400, 4009);
    }

    @Test
    @Check(81)
    void a_channel_named_like_a_sign_in_is_none() {
        var client = given.client();
        String name = ":user::" + ALICE;
        String signed = client.socketId() + ":" + name;

        client.asksFor(name, given.key().key() + ":" + given.key().sign(signed), null);

        client.seesRefusal(name, 400, 4009);
    }

    @Test
    @Check(82)
    void ones_own_channel_is_joined_without_a_signature() {
        var client = given.client().signsIn(ALICE);

        client.asksFor(ALICES_CHANNEL, "", null);

        client.sees("pusher_internal:subscription_succeeded", ALICES_CHANNEL);
        client.seesNothingMore();
    }

    @Test
    @Check(82)
    void the_channel_of_another_user_is_refused() {
        var bob = given.client().signsIn(user("bob"));
        var nobody = given.client();

        bob.asksFor(ALICES_CHANNEL, "", null);
        nobody.asksFor(ALICES_CHANNEL, "", null);

        bob.seesRefusal(ALICES_CHANNEL, 401, 4009);
        nobody.seesRefusal(ALICES_CHANNEL, 401, 4009);
    }

    @Test
    @Check(82)
    void a_signature_does_not_open_the_channel_of_another_user() {
        var bob = given.client().signsIn(user("bob"));
        ChannelName channel = new ChannelName(ALICES_CHANNEL);

        bob.asksFor(
                ALICES_CHANNEL, given.key().authorizeChannel(bob.socketId(), channel, null), null);

        bob.seesRefusal(ALICES_CHANNEL, 401, 4009);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#server-to-user-",
                "#server-to-user",
                "#server-to-user-alice ",
                "#server-to-user-alice:1",
                "#other",
                "#",
                "##server-to-user-alice",
                "#private-alice",
                "#watch-alice",
                "#watchers-of-alice"
            })
    @Check(82)
    void other_reserved_names_are_refused(String name) {
        var client = given.client().signsIn(ALICE);

        client.asksFor(name, "", null);

        client.seesRefusal(name, 400, 4009);
    }

    @Test
    @Check(83)
    void an_event_for_a_user_reaches_every_connection_of_the_user_and_nobody_else() {
        var subscribed = given.client().signsIn(ALICE);
        subscribed.asksFor(ALICES_CHANNEL, "", null);
        subscribed.sees("pusher_internal:subscription_succeeded");
        var neverSubscribed = given.client().signsIn(ALICE);
        var bob = given.client().signsIn(user("bob"));
        var member = given.client().joins("presence-room", "alice");

        given.api().publishes(ALICES_CHANNEL, "receipt", "{\"paid\":5}");

        String receipt =
                "{\"event\":\"receipt\",\"channel\":\"#server-to-user-alice\","
                        + "\"data\":\"{\\\"paid\\\":5}\"}";
        subscribed.seesJson(receipt);
        neverSubscribed.seesJson(receipt);
        subscribed.seesNothingMore();
        neverSubscribed.seesNothingMore();
        bob.seesNothingMore();
        member.seesNothingMore();
    }

    @Test
    @Check(83)
    void an_event_for_a_user_may_pass_over_one_connection() {
        var one = given.client().signsIn(ALICE);
        var other = given.client().signsIn(ALICE);
        String body =
                new JsonObject()
                        .text("name", "receipt")
                        .text("channel", ALICES_CHANNEL)
                        .text("data", "d")
                        .text("socket_id", one.socketId().value())
                        .end();

        assertThat(given.api().post("/events", body).send().status()).isEqualTo(200);

        other.sees("receipt");
        one.seesNothingMore();
    }

    @Test
    @Check(83)
    void who_unsubscribes_from_ones_own_channel_is_reached_all_the_same() {
        var client = given.client().signsIn(ALICE);

        client.leaves(ALICES_CHANNEL);

        isAlice(client);
    }

    @Test
    @Check(83)
    void users_of_two_apps_with_one_id_are_two() {
        var namesake = client(new AppKey("other-key", "other-secret")).signsIn(ALICE);
        var alice = given.client().signsIn(ALICE);

        given.api().publishes(ALICES_CHANNEL, "receipt", "d");

        alice.sees("receipt");
        namesake.seesNothingMore();
    }

    @Test
    @Check(84)
    void a_batch_may_have_events_for_users() {
        var alice = given.client().signsIn(ALICE);
        var bob = given.client().signsIn(user("bob"));
        String batch =
                "{\"batch\":["
                        + "{\"name\":\"one\",\"channel\":\"#server-to-user-alice\",\"data\":\"1\"},"
                        + "{\"name\":\"two\",\"channel\":\"#server-to-user-bob\",\"data\":\"2\"}]}";

        assertThat(given.api().post("/batch_events", batch).send().text()).isEqualTo("{}");

        alice.sees("one");
        alice.seesNothingMore();
        bob.sees("two");
        bob.seesNothingMore();
    }

    @Test
    @Check(84)
    void nobody_hears_that_a_users_channel_is_occupied() {
        var alice = given.client().signsIn(ALICE);
        alice.asksFor(ALICES_CHANNEL, "", null);
        alice.sees("pusher_internal:subscription_succeeded");

        var listed = given.api().get("/channels").send().json().path("channels");
        var asked = given.api().get("/channels/%23server-to-user-alice").send();
        alice.leaves(ALICES_CHANNEL);
        alice.subscribes("news").leaves("news");

        assertThat(listed.propertyNames()).doesNotContain(ALICES_CHANNEL);
        assertThat(asked.status()).isNotEqualTo(200);
        assertThat(told.about("news")).isNotEmpty();
        assertThat(told.about(ALICES_CHANNEL)).isEmpty();
    }

    private static HubClient client(AppKey key) {
        var raw = given.handshake().path("/app/" + key.key() + "?protocol=7").open();
        return HubClient.of(given.keeping(raw), key);
    }

    private static String user(String id) {
        return new JsonObject().text("id", id).end();
    }

    private static void signsIn(HubClient client, AppKey key, String userData) {
        sends(client, key.authenticateUser(client.socketId(), userData), userData);
    }

    private static void sends(HubClient client, String auth, String userData) {
        client.sends(
                "pusher:signin",
                new JsonObject().text("auth", auth).text("user_data", userData).end());
    }

    private static void isAlice(HubClient client) {
        given.api().publishes(ALICES_CHANNEL, "who-are-you", "d");
        client.sees("who-are-you", ALICES_CHANNEL);
        client.seesNothingMore();
    }

    private static void isNobody(HubClient client) {
        given.api().publishes(ALICES_CHANNEL, "who-are-you", "d");
        // A node that is slow to hear of it would tell it to the alice of the next test.
        given.settles();
        client.seesNothingMore();
        client.asksFor(ALICES_CHANNEL, "", null);
        client.seesRefusal(ALICES_CHANNEL, 401, 4009);
    }
}

package io.belfry.conformance.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

/** Who somebody is on a presence channel, and who is let in. */
class PresenceMembersTest {
    private static final String SUCCEEDED = "pusher_internal:subscription_succeeded";

    @RegisterExtension static final GivenHub given = GivenHub.standard();

    private final Room room = Room.of(given);

    // Who somebody is

    @Test
    @Check(51)
    void a_number_and_its_digits_are_one_user() {
        var watcher = given.client().joins(room.name(), "watcher");

        var number = given.client();
        room.asks(number, "{\"user_id\":7,\"user_info\":{\"name\":\"Seven\"}}");
        var digits = given.client();
        room.asks(digits, "{\"user_id\":\"7\",\"user_info\":{\"name\":\"Seven\"}}");

        assertThat(room.toldTo(number).path("ids").toString()).isEqualTo("[\"watcher\",\"7\"]");
        assertThat(room.toldTo(digits).path("count").intValue()).isEqualTo(2);
        watcher.sees(room.added("7", "{\"name\":\"Seven\"}"));
        number.leaves(room.name());
        watcher.seesNothingMore();
        digits.leaves(room.name());
        watcher.sees(room.removed("7"));
    }

    @Test
    @Check(51)
    void a_number_that_no_double_can_hold_keeps_its_digits() {
        var client = given.client();

        room.asks(client, "{\"user_id\":9007199254740993}");

        assertThat(room.toldTo(client).path("ids").toString()).isEqualTo("[\"9007199254740993\"]");
    }

    @Test
    void users_called_zero_and_one_are_users_like_others() {
        var zero = given.client().joins(room.name(), "0");
        var one = given.client();
        room.asks(one, "{\"user_id\":1}");

        JsonNode presence = room.toldTo(one);
        assertThat(presence.path("ids").toString()).isEqualTo("[\"0\",\"1\"]");
        assertThat(presence.path("hash").toString()).isEqualTo("{\"0\":{},\"1\":{}}");
        zero.sees(room.added("1"));
        zero.leaves(room.name());
        one.sees(room.removed("0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " { \"user_info\" : { \"name\" : \"\\u00c4da\" } , \"user_id\" : \"ada\" } ",
                "{\"user_id\":\"ada\",\"extra\":[1,2],\"user_info\":{\"name\":\"\u00c4da\"}}"
            })
    void channel_data_are_verified_as_they_were_sent(String channelData) {
        var client = given.client();

        room.asks(client, channelData);

        assertThat(room.toldTo(client).path("hash").path("ada").path("name").stringValue())
                .isEqualTo("Äda");
    }

    @ParameterizedTest
    @Check(54)
    @ValueSource(strings = {"{\"user_id\":\"ada\"}", "{\"user_id\":\"ada\",\"user_info\":null}"})
    void who_says_nothing_about_a_user_says_an_empty_object(String channelData) {
        var watcher = given.client().joins(room.name(), "watcher");
        var client = given.client();

        room.asks(client, channelData);

        assertThat(room.toldTo(client).path("hash").path("ada").toString()).isEqualTo("{}");
        assertThat(watcher.sees("pusher_internal:member_added").data().toString())
                .isEqualTo("{\"user_id\":\"ada\",\"user_info\":{}}");
    }

    @ParameterizedTest
    @Check(52)
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "null",
                "\"ada\"",
                "{}",
                "{\"user_id\":\"\"}",
                "{\"user_id\":null}",
                "{\"user_id\":true}",
                "{\"user_id\":{\"id\":\"ada\"}}",
                "{\"user_info\":{\"name\":\"Ada\"}}",
                "{\"user_id\":\"ada\""
            })
    void channel_data_that_name_no_user_are_refused(String channelData) {
        var watcher = given.client().joins(room.name(), "watcher");
        var client = given.client();

        room.asks(client, channelData);

        SeenMessage refusal = client.seesRefusal(room.name(), 401, 4009);
        assertThat(refusal.data().path("type").stringValue()).isEqualTo("AuthError");
        client.seesNothingMore();
        watcher.seesNothingMore();
        assertThat(room.seenBy("late").path("ids").toString()).isEqualTo("[\"watcher\",\"late\"]");
    }

    @Test
    @Check(52)
    void a_presence_channel_without_channel_data_is_refused() {
        var client = given.client();

        client.asksFor(room.name(), Signature.of(client.socketId() + ":" + room.name()), null);

        client.seesRefusal(room.name(), 401, 4009);
        client.seesNothingMore();
    }

    @Test
    @Check(52)
    void a_user_id_may_have_128_characters_and_not_one_more() {
        var client = given.client();

        room.asks(client, "{\"user_id\":\"" + "u".repeat(128) + "\"}");
        client.sees(SUCCEEDED, room.name());

        var other = given.client();
        room.asks(other, "{\"user_id\":\"" + "u".repeat(129) + "\"}");
        SeenMessage refusal = other.seesRefusal(room.name(), 403, 4009);
        assertThat(refusal.data().path("type").stringValue()).isEqualTo("LimitReached");
        client.seesNothingMore();
    }

    @Test
    @Check(52)
    void user_info_may_have_1024_bytes_and_not_one_more() {
        var client = given.client();
        String largest = "{\"n\":\"" + "Ä".repeat(508) + "\"}";

        room.asks(client, "{\"user_id\":\"ada\",\"user_info\":" + largest + "}");
        assertThat(room.toldTo(client).path("hash").path("ada").toString()).isEqualTo(largest);

        var other = given.client();
        String larger = largest.replace("{\"n", "{\"nn");
        room.asks(other, "{\"user_id\":\"bob\",\"user_info\":" + larger + "}");
        SeenMessage refusal = other.seesRefusal(room.name(), 403, 4009);
        assertThat(refusal.data().path("type").stringValue()).isEqualTo("LimitReached");
        client.seesNothingMore();
    }

    @Test
    @Check(53)
    void a_hundred_users_fit_and_only_a_second_tab_of_theirs_fits_in_addition() {
        for (int i = 1; i <= 100; i++) {
            given.client().joins(room.name(), "user" + i);
        }
        var late = given.client();

        room.asks(late, "{\"user_id\":\"late\"}");
        SeenMessage refusal = late.seesRefusal(room.name(), 403, 4009);
        assertThat(refusal.data().path("type").stringValue()).isEqualTo("LimitReached");
        late.asksFor(room.name(), "wrong", "{\"user_id\":\"user1\"}");
        late.seesRefusal(room.name(), 401, 4009);
        late.seesNothingMore();

        var tab = given.client().joins(room.name(), "user1");
        tab.seesNothingMore();
    }

    @Test
    @Check(53)
    void who_leaves_a_full_channel_makes_room_and_who_was_refused_may_try_again() {
        var first = given.client().joins(room.name(), "user1");
        for (int i = 2; i <= 100; i++) {
            given.client().joins(room.name(), "user" + i);
        }
        var late = given.client();
        room.asks(late, "{\"user_id\":\"late\"}");
        late.seesRefusal(room.name(), 403, 4009);

        first.leaves(room.name());

        late.joins(room.name(), "late");
        late.seesNothingMore();
    }

    // Signed in

    @Test
    @Check(56)
    void who_is_signed_in_needs_no_channel_data() {
        var watcher = given.client().joins(room.name(), "watcher");
        var ada = given.client().signsIn("{\"id\":\"ada\",\"user_info\":{\"name\":\"Ada\"}}");

        ada.asksFor(room.name(), Signature.of(ada.socketId() + ":" + room.name()), null);

        assertThat(room.toldTo(ada).path("hash").toString())
                .isEqualTo("{\"watcher\":{},\"ada\":{\"name\":\"Ada\"}}");
        watcher.sees(room.added("ada", "{\"name\":\"Ada\"}"));
    }

    @Test
    @Check(56)
    void channel_data_say_more_than_the_sign_in() {
        var ada = given.client().signsIn("{\"id\":\"ada\"}");

        room.asks(ada, "{\"user_id\":\"ada.work\"}");

        assertThat(room.toldTo(ada).path("ids").toString()).isEqualTo("[\"ada.work\"]");
    }

    @Test
    @Check(56)
    void a_signed_in_user_still_needs_the_signature_of_the_app() {
        var ada = given.client().signsIn("{\"id\":\"ada\"}");

        ada.asksFor(room.name(), "", null);

        ada.seesRefusal(room.name(), 401, 4009);
        ada.seesNothingMore();
    }

    @Test
    @Check({52, 56})
    void what_a_signed_in_user_brings_along_is_limited_as_well() {
        String large = "{\"n\":\"" + "x".repeat(1024) + "\"}";
        var ada = given.client().signsIn("{\"id\":\"ada\",\"user_info\":" + large + "}");

        ada.asksFor(room.name(), Signature.of(ada.socketId() + ":" + room.name()), null);

        ada.seesRefusal(room.name(), 403, 4009);
        ada.seesNothingMore();
    }
}

package io.belfry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.live.chat.Chat;
import io.belfry.spring.GivenTeam.Answer;
import io.belfry.spring.GivenTeam.Kind;
import io.belfry.spring.GivenTeam.TeamPage;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.UUID;

/** Conversations, as pages ask for them in applications of both kinds. */
@ParameterizedClass
@EnumSource(Kind.class)
@Timeout(120)
class ChatOverHttpTest {
    private static final String CONVERSATIONS = "/chat/conversations";

    @Parameter Kind kind;

    private TeamPage ada;
    private TeamPage bob;

    /** Of ada and bob. */
    private String talk;

    @BeforeEach
    void given() throws Exception {
        ada = kind.team().page("ada");
        bob = kind.team().page("bob");
        String id = ada.post(CONVERSATIONS, with(bob)).is(201).json().path("id").asString();
        talk = CONVERSATIONS + "/" + id;
    }

    private static String with(TeamPage other) {
        return "{\"participants\":[\"%s\"],\"title\":null}".formatted(other.id());
    }

    private static String message(String body, String key) {
        return "{\"body\":\"%s\",\"key\":\"%s\"}".formatted(body, key);
    }

    private String channel() {
        return "private-conversation." + talk.substring(CONVERSATIONS.length() + 1);
    }

    @Test
    void what_is_said_is_told_once_and_read_by_both() throws Exception {
        try (HubClient hers = kind.team().client().subscribes(channel());
                HubClient his = kind.team().client().subscribes(channel())) {
            JsonNode said =
                    ada.with(hers).post(talk + "/messages", message("Hello", "k1")).is(201).json();
            JsonNode again =
                    ada.with(hers).post(talk + "/messages", message("Hello", "k1")).is(200).json();
            assertThat(again).isEqualTo(said);

            JsonNode told = his.sees("message-sent").data();
            assertThat(told.path("data")).isEqualTo(said);
            assertThat(told.path("type").asString()).isEqualTo("sent");

            JsonNode read = bob.with(his).post(talk + "/read", "{\"up_to\":1}").is(200).json();
            assertThat(read.path("unread").asInt()).isZero();
            assertThat(hers.sees("message-read").data().at("/data/up_to").asInt()).isEqualTo(1);
            his.seesNothingMore();
            hers.seesNothingMore();
        }
        JsonNode list = bob.get(CONVERSATIONS).is(200).json();
        assertThat(list.at("/items/0/last_message/body").asString()).isEqualTo("Hello");
        assertThat(list.at("/items/0/participants/0/name").asString()).isEqualTo(ada.user());
        assertThat(list.at("/items/0/participants/1/read_up_to").asInt()).isEqualTo(1);
    }

    @Test
    void messages_are_read_backwards_by_their_numbers() throws Exception {
        for (String each : List.of("one", "two", "three")) {
            ada.post(talk + "/messages", message(each, each)).is(201);
        }
        JsonNode newest = bob.get(talk + "/messages?limit=2").is(200).json();
        assertThat(newest.at("/items/0/body").asString()).isEqualTo("three");
        long next = newest.path("next").asLong();
        JsonNode oldest = bob.get(talk + "/messages?limit=2&before=" + next).is(200).json();
        assertThat(oldest.at("/items/0/body").asString()).isEqualTo("one");
        assertThat(oldest.path("next").isNull()).isTrue();
        assertThat(bob.get(talk).is(200).json().path("unread").asInt()).isEqualTo(3);
        bob.post(talk + "/delivered", "{\"up_to\":2}").is(200);
    }

    @Test
    void a_message_of_ones_own_is_changed_and_taken_back() throws Exception {
        String id = ada.post(talk + "/messages", message("Helo", "k")).json().path("id").asString();
        String message = talk + "/messages/" + id;

        JsonNode edited = ada.asks("PATCH", message, "{\"body\":\"Hello\"}").is(200).json();
        assertThat(edited.path("body").asString()).isEqualTo("Hello");
        bob.asks("PATCH", message, "{\"body\":\"Mine\"}").refuses(404, "");
        bob.delete(message).refuses(404, "");
        assertThat(ada.delete(message).is(200).json().path("deleted").asBoolean()).isTrue();
    }

    @Test
    void the_others_hear_who_is_typing() throws Exception {
        try (HubClient hers = kind.team().client().subscribes(channel());
                HubClient his = kind.team().client().subscribes(channel())) {
            ada.with(hers).post(talk + "/typing", "{\"typing\":true}").is(204);

            JsonNode told = his.sees("typing").data().path("data");
            assertThat(told.path("user_id").asString()).isEqualTo(ada.id());
            assertThat(told.path("name").asString()).isEqualTo(ada.user());
            hers.seesNothingMore();
        }
    }

    @Test
    void who_is_no_participant_finds_nothing_and_hears_nothing() throws Exception {
        TeamPage eve = kind.team().page("eve");
        String message =
                ada.post(talk + "/messages", message("Hello", "k")).json().path("id").asString();

        eve.get(talk).refuses(404, "");
        eve.get(talk + "/messages").refuses(404, "");
        eve.post(talk + "/messages", message("I am in", "k")).refuses(404, "");
        eve.asks("PATCH", talk + "/messages/" + message, "{\"body\":\"x\"}").refuses(404, "");
        eve.delete(talk + "/messages/" + message).refuses(404, "");
        eve.post(talk + "/read", "{\"up_to\":1}").refuses(404, "");
        eve.post(talk + "/delivered", "{\"up_to\":1}").refuses(404, "");
        eve.post(talk + "/typing", "{\"typing\":true}").refuses(404, "");
        eve.delete(talk + "/participants/me").refuses(404, "");
        assertThat(kind.team().authorizes(eve, channel())).isEqualTo(403);
        assertThat(kind.team().authorizes(bob, channel())).isEqualTo(200);
    }

    @Test
    void who_leaves_is_in_it_no_more() throws Exception {
        bob.delete(talk + "/participants/me").is(204);

        bob.get(talk).refuses(404, "");
        assertThat(kind.team().authorizes(bob, channel())).isEqualTo(403);
        assertThat(ada.get(talk).json().path("participants")).hasSize(1);
    }

    @Test
    void who_is_taken_out_hears_nothing_more_on_a_page_that_is_open() throws Exception {
        try (HubClient his = kind.team().client()) {
            JsonNode granted = kind.team().authorization(bob, his, channel());
            his.asksFor(
                    channel(),
                    granted.path("auth").asString(),
                    granted.path("channel_data").asString());
            his.sees("pusher_internal:subscription_succeeded");

            UUID id = UUID.fromString(talk.substring(CONVERSATIONS.length() + 1));
            kind.team().bean(Chat.class).remove(id, bob.id());

            his.seesError(4009);
        }
    }

    @Test
    void the_application_decides_who_opens_one_with_whom() throws Exception {
        ada.post(CONVERSATIONS, "{\"participants\":[\"id-stranger\"]}").refuses(403, "");
        assertThat(ada.get(CONVERSATIONS).json().path("items")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "POST, ``, {}, 400, participants",
                "POST, ``, `{\"participants\":[]}`, 400, participants",
                "POST, ``, `{\"participants\":[7]}`, 400, participants",
                "POST, ``, `{\"participants\":[\"7\"],\"title\":\" \"}`, 400, title",
                "GET, ?limit=101, , 400, limit",
                "GET, ?cursor=x, , 400, cursor",
                "GET, /7, , 404, ``",
                "POST, /{talk}/messages, `{\"key\":\"k\"}`, 400, body",
                "POST, /{talk}/messages, `{\"body\":\"\",\"key\":\"k\"}`, 400, body",
                "POST, /{talk}/messages, `{\"body\":\"Hello\",\"key\":\"a b\"}`, 400, key",
                "POST, /{talk}/messages, `{\"body\":\"Hello\"}`, 400, key",
                "GET, /{talk}/messages?before=x, , 400, before",
                "GET, /{talk}/messages?limit=0, , 400, limit",
                "PATCH, /{talk}/messages/7, `{\"body\":\"Hello\"}`, 404, ``",
                "POST, /{talk}/read, `{\"up_to\":-1}`, 400, up_to",
                "POST, /{talk}/read, `{\"up_to\":\"1\"}`, 400, up_to",
                "POST, /{talk}/delivered, {}, 400, up_to",
                "POST, /{talk}/typing, {}, 400, typing",
            })
    void what_is_not_as_it_may_be_is_refused_by_its_field(
            String method, String path, String json, int status, String field) throws Exception {
        String one = talk.substring(CONVERSATIONS.length() + 1);
        ada.asks(method, CONVERSATIONS + path.replace("{talk}", one), json).refuses(status, field);
    }

    @Test
    void guests_have_no_conversations() throws Exception {
        TeamPage guest = kind.team().pageOf("");
        guest.get(CONVERSATIONS).refuses(401, "");
        guest.post(CONVERSATIONS, with(bob)).refuses(401, "");
        guest.get(talk).refuses(401, "");
        Answer said = guest.post(talk + "/messages", message("Hello", "k"));
        said.refuses(401, "");
        guest.get(CONVERSATIONS + "/" + UUID.randomUUID()).refuses(401, "");
    }
}

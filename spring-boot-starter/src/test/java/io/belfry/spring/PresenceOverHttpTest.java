package io.belfry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.spring.GivenTeam.Kind;
import io.belfry.spring.GivenTeam.TeamPage;
import io.belfry.spring.TeamApplication.Source;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

/** Who is there, in applications of both kinds with the hub in them. */
@ParameterizedClass
@EnumSource(Kind.class)
@Timeout(120)
class PresenceOverHttpTest {
    @Parameter Kind kind;

    @Test
    void who_listens_to_their_own_channel_is_there_and_watchers_are_told() throws Exception {
        TeamPage friend = kind.team().page("friend");
        TeamPage ada = kind.team().page("ada");
        try (HubClient watcher =
                kind.team().client().subscribes("private-presence." + friend.id())) {
            try (HubClient page = kind.team().client()) {
                page.subscribes("private-user." + friend.id());

                JsonNode came = watcher.sees("UserOnline").data();
                assertThat(came.path("user_id").asString()).isEqualTo(friend.id());
                assertThat(
                                ada.get("/presence?user=" + friend.id())
                                        .json()
                                        .at("/users/0/online")
                                        .asBoolean())
                        .isTrue();
            }
            JsonNode left = watcher.sees("UserOffline").data();
            assertThat(left.path("last_seen").asString()).endsWith("Z");
        }
        assertThat(friend.get("/presence/me").json().path("online").asBoolean()).isFalse();
    }

    @Test
    void users_are_known_by_ids_with_dots_and_commas_too() throws Exception {
        TeamPage ada = kind.team().page("ada");
        TeamPage friend = kind.team().page("friend.x,y@team.example-");
        try (HubClient watcher =
                        kind.team().client().subscribes("private-presence." + friend.id());
                HubClient page = kind.team().client()) {
            page.subscribes("private-user." + friend.id());
            watcher.sees("UserOnline");
        }
        assertThat(authorizes(ada, "private-presence." + friend.id())).isEqualTo(200);
        assertThat(authorizes(friend, "private-user." + friend.id())).isEqualTo(200);
        assertThat(authorizes(ada, "private-user." + friend.id())).isEqualTo(403);
        String query = URLEncoder.encode(friend.id(), StandardCharsets.UTF_8);
        assertThat(ada.get("/presence?user=" + query).json().at("/users/0/user_id").asString())
                .isEqualTo(friend.id());
    }

    @Test
    void who_comes_while_the_database_is_away_is_there_when_it_is_back() throws Exception {
        TeamPage friend = kind.team().page("friend");
        Source source = (Source) kind.team().bean(DataSource.class);
        try (HubClient watcher =
                        kind.team().client().subscribes("private-presence." + friend.id());
                HubClient page = kind.team().client()) {
            source.away = true;
            page.subscribes("private-user." + friend.id());
            while (!source.refused.take().equals("belfry-presence")) {
                // Others ask too.
            }
            source.away = false;

            watcher.sees("UserOnline");
        } finally {
            source.away = false;
        }
    }

    @Test
    void who_says_so_is_there_without_a_socket() throws Exception {
        TeamPage friend = kind.team().page("friend");
        friend.post("/presence/online", "{\"seconds\":60}").is(204);
        JsonNode own =
                friend.asks("PUT", "/presence/status", "{\"status\":\"busy\",\"text\":\"Lunch\"}")
                        .is(200)
                        .json();
        assertThat(own.path("online").asBoolean()).isTrue();
        assertThat(own.path("status").asString()).isEqualTo("busy");
        assertThat(own.path("text").asString()).isEqualTo("Lunch");

        try (HubClient watcher =
                kind.team().client().subscribes("private-presence." + friend.id())) {
            friend.post("/presence/offline", null).is(204);
            watcher.sees("UserOffline");
        }
        assertThat(friend.get("/presence/me").json().path("status").asString()).isEqualTo("busy");
    }

    @Test
    void only_those_are_seen_whom_the_application_lets_see() throws Exception {
        TeamPage friend = kind.team().page("friend");
        TeamPage stranger = kind.team().page("stranger");
        TeamPage ada = kind.team().page("ada");

        JsonNode seen =
                ada.get(
                                "/presence?user=%s&user=%s&user=%s"
                                        .formatted(stranger.id(), ada.id(), friend.id()))
                        .is(200)
                        .json()
                        .path("users");

        assertThat(seen).hasSize(2);
        assertThat(seen.at("/0/user_id").asString()).isEqualTo(ada.id());
        assertThat(seen.at("/1/user_id").asString()).isEqualTo(friend.id());
        assertThat(authorizes(ada, "private-presence." + friend.id())).isEqualTo(200);
        assertThat(authorizes(ada, "private-presence." + ada.id())).isEqualTo(200);
        assertThat(authorizes(ada, "private-presence." + stranger.id())).isEqualTo(403);
        assertThat(authorizes(ada, "private-user." + ada.id())).isEqualTo(200);
        assertThat(authorizes(ada, "private-user." + friend.id())).isEqualTo(403);
    }

    private int authorizes(TeamPage page, String channel) throws Exception {
        return kind.team().authorizes(page, channel);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "GET, /presence, , user",
                "GET, /presence?user=, , user",
                "GET, /presence?user=7&user=%00, , user",
                "POST, /presence/online, {}, seconds",
                "POST, /presence/online, `{\"seconds\":0}`, seconds",
                "POST, /presence/online, `{\"seconds\":86401}`, seconds",
                "POST, /presence/online, `{\"seconds\":99999999999999}`, seconds",
                "PUT, /presence/status, {}, status",
                "PUT, /presence/status, `{\"status\":\"asleep\"}`, status",
                "PUT, /presence/status, `{\"status\":\"offline\"}`, status",
                "PUT, /presence/status, `{\"status\":\"away\",\"text\":7}`, text",
                "PUT, /presence/status, `{\"status\":\"away\",\"text\":\" \"}`, text",
            })
    void what_is_not_as_it_may_be_is_refused_by_its_field(
            String method, String path, String json, String field) throws Exception {
        kind.team().page("ada").asks(method, path, json).refuses(400, field);
    }

    @Test
    void more_than_a_hundred_are_too_many() throws Exception {
        String many =
                IntStream.range(0, 101)
                        .mapToObj(id -> "user=" + id)
                        .collect(Collectors.joining("&"));
        kind.team().page("ada").get("/presence?" + many).refuses(400, "user");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /presence?user=7",
        "GET, /presence/me",
        "PUT, /presence/status",
        "POST, /presence/online",
        "POST, /presence/offline",
    })
    void guests_see_nobody_and_are_nobody(String method, String path) throws Exception {
        kind.team().pageOf("").asks(method, path, null).refuses(401, "");
    }

    @Test
    void pages_can_ask_how_it_is_with_the_hub() throws Exception {
        try (HubClient client = kind.team().client().isHeard()) {
            JsonNode status = kind.team().page("ada").get("/realtime/status").is(200).json();
            assertThat(status.path("connected").asBoolean()).isTrue();
            assertThat(status.path("driver").asString()).isEqualTo("hub");
            assertThat(status.path("connections").asInt()).isPositive();
        }
        kind.team().pageOf("").get("/realtime/status").refuses(401, "");
    }

    /** With the hub in the application nobody else tells of sockets. */
    @Test
    void there_is_no_way_in_for_webhooks() throws Exception {
        var request = kind.team().pageOf("").request("POST", "/presence/webhook", "{}");
        assertThat(kind.team().status(request)).isEqualTo(404);
    }
}

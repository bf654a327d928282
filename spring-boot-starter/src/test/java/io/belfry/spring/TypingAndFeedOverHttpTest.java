package io.belfry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.live.feed.Activity;
import io.belfry.live.feed.ActivityFeed;
import io.belfry.live.feed.ActivityObject;
import io.belfry.live.feed.Actor;
import io.belfry.spring.GivenTeam.Kind;
import io.belfry.spring.GivenTeam.TeamPage;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

/** Who types, and what was done: the channel's own rule decides for pages too. */
@ParameterizedClass
@EnumSource(Kind.class)
@Timeout(120)
class TypingAndFeedOverHttpTest {
    @Parameter Kind kind;

    @Test
    void the_others_on_a_channel_hear_who_is_typing() throws Exception {
        TeamPage ada = kind.team().page("ada");
        try (HubClient hers = kind.team().client().subscribes("private-tickets.7");
                HubClient his = kind.team().client().subscribes("private-tickets.7")) {
            ada.with(hers).post("/typing", "{\"channel\":\"tickets.7\",\"typing\":true}").is(204);

            JsonNode told = his.sees("TypingIndicator").data();
            assertThat(told.path("user_id").asString()).isEqualTo(ada.id());
            assertThat(told.path("name").asString()).isEqualTo(ada.user());
            assertThat(told.path("typing").asBoolean()).isTrue();
            assertThat(told.path("expires_in").asInt()).isEqualTo(6);

            // So soon after it is not told again; but its end is.
            ada.with(hers)
                    .post("/typing", "{\"channel\":\"private-tickets.7\",\"typing\":true}")
                    .is(204);
            ada.with(hers).post("/typing", "{\"channel\":\"tickets.7\",\"typing\":false}").is(204);
            assertThat(his.sees("TypingIndicator").data().path("typing").asBoolean()).isFalse();
            hers.seesNothingMore();
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "ada, `{\"channel\":\"unknown.7\",\"typing\":true}`, 403, ``",
                "eve, `{\"channel\":\"tickets.7\",\"typing\":true}`, 403, ``",
                "ada, `{\"channel\":\"tickets.7\"}`, 400, typing",
                "ada, `{\"channel\":\"tickets.7\",\"typing\":\"yes\"}`, 400, typing",
                "ada, `{\"typing\":true}`, 400, channel",
                "ada, `{\"channel\":\"private-encrypted-tickets.7\",\"typing\":true}`, 400,"
                        + " channel",
                "ada, `{\"channel\":\"a:b\",\"typing\":true}`, 400, channel",
                "ada, `{\"channel\":\"\",\"typing\":true}`, 403, ``",
                "``, `{\"channel\":\"tickets.7\",\"typing\":true}`, 401, ``",
            })
    void who_may_not_listen_may_not_type(String user, String json, int status, String field)
            throws Exception {
        kind.team().pageOf(user).post("/typing", json).refuses(status, field);
    }

    private void adds(String summary) {
        Activity activity =
                new Activity(
                        new Actor("7", "Ada"),
                        "added",
                        new ActivityObject("lesson", "1", null),
                        summary,
                        Map.of("n", 1));
        kind.team().bean(ActivityFeed.class).add(activity, List.of("course.7"));
    }

    @Test
    void those_read_a_feed_who_may_listen_to_its_channel() throws Exception {
        TeamPage ada = kind.team().page("ada");
        try (HubClient reader = kind.team().client().subscribes("private-activity.course.7")) {
            adds("Ada added a lesson");
            adds("Ada added another");

            JsonNode told = reader.sees("ActivityUpdated").data();
            JsonNode newest = ada.get("/activity/course.7?limit=1").is(200).json();
            assertThat(newest.at("/items/0/summary").asString()).isEqualTo("Ada added another");
            JsonNode older =
                    ada.get("/activity/course.7?limit=1&cursor=" + newest.path("next").asString())
                            .is(200)
                            .json();
            assertThat(older.at("/items/0")).isEqualTo(told);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "eve, course.7, 403, ``",
                "ada, course.8, 403, ``",
                "``, course.7, 401, ``",
                "ada, course.7?limit=0, 400, limit",
                "ada, course.7?cursor=x, 400, cursor",
                "ada, a:b, 400, audience",
            })
    void others_read_nothing(String user, String audience, int status, String field)
            throws Exception {
        kind.team().pageOf(user).get("/activity/" + audience).refuses(status, field);
    }
}

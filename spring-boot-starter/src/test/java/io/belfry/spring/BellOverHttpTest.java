package io.belfry.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.belfry.notifications.Notifier;
import io.belfry.spring.GivenTeam.Answer;
import io.belfry.spring.GivenTeam.Kind;
import io.belfry.spring.GivenTeam.TeamPage;
import io.belfry.spring.TeamApplication.Assigned;
import io.belfry.spring.TeamApplication.Mails;
import io.belfry.spring.TeamApplication.Source;
import io.belfry.spring.TeamApplication.Tasks;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

/** The bell of a user, as pages ask for it in applications of both kinds. */
@ParameterizedClass
@EnumSource(Kind.class)
@Timeout(120)
class BellOverHttpTest {
    private static final String NOBODYS = UUID.randomUUID().toString();

    private static final String ARRIVED =
            "Illuminate\\Notifications\\Events\\BroadcastNotificationCreated";

    @Parameter Kind kind;

    private TeamPage given(String name, String... tasks) {
        TeamPage page = kind.team().page(name);
        for (String task : tasks) {
            kind.team().bean(Notifier.class).toUser(page.id(), new Assigned(task));
        }
        return page;
    }

    private static List<String> titles(JsonNode items) {
        List<String> titles = new ArrayList<>();
        items.forEach(each -> titles.add(each.path("title").asString()));
        return titles;
    }

    private static String id(TeamPage page, int position) throws Exception {
        return page.get("/notifications").json().at("/items/" + position + "/id").asString();
    }

    @Test
    void it_is_read_page_by_page() throws Exception {
        TeamPage ada = given("ada", "first", "second", "third");

        JsonNode page = ada.get("/notifications?limit=2").is(200).json();
        assertThat(titles(page.path("items"))).containsExactly("third", "second");
        assertThat(page.path("bell").path("unread").asInt()).isEqualTo(3);
        assertThat(page.at("/items/0").propertyNames())
                .containsExactly(
                        "id",
                        "type",
                        "title",
                        "message",
                        "action_url",
                        "data",
                        "importance",
                        "occurrences",
                        "created_at",
                        "seen_at",
                        "read_at",
                        "archived_at",
                        "expires_at");

        String next = page.path("next").asString();
        JsonNode rest = ada.get("/notifications?limit=2&cursor=" + next).is(200).json();
        assertThat(titles(rest.path("items"))).containsExactly("first");
        assertThat(rest.path("next").isNull()).isTrue();
    }

    @Test
    void an_item_is_read_put_away_fetched_back_and_deleted() throws Exception {
        TeamPage ada = given("ada", "first", "second");
        String first = "/notifications/" + id(ada, 1);

        JsonNode read = ada.post(first + "/read", null).is(200).json();
        assertThat(read.at("/item/read_at").asString()).endsWith("Z");
        assertThat(read.at("/bell/unread").asInt()).isEqualTo(1);
        assertThat(titles(ada.get("/notifications?filter=unread").json().path("items")))
                .containsExactly("second");
        assertThat(ada.post(first + "/unread", null).json().at("/bell/unread").asInt())
                .isEqualTo(2);
        ada.post(first + "/seen", null).is(200);
        ada.post(first + "/archive", "{}").is(200);
        assertThat(titles(ada.get("/notifications?filter=archived").json().path("items")))
                .containsExactly("first");
        ada.post(first + "/unarchive", null).is(200);
        long version = ada.delete(first).is(200).json().path("version").asLong();

        JsonNode count = ada.get("/notifications/count").is(200).json();
        assertThat(count.path("unread").asInt()).isEqualTo(1);
        assertThat(count.path("version").asLong()).isEqualTo(version);
    }

    @Test
    void all_items_up_to_one_are_read_and_deleted_together() throws Exception {
        TeamPage ada = given("ada", "first", "second", "third");
        String second = id(ada, 1);

        JsonNode bell =
                ada.post("/notifications/read", "{\"up_to\":\"" + second + "\"}").is(200).json();
        assertThat(bell.path("unread").asInt()).isEqualTo(1);
        assertThat(ada.post("/notifications/seen", "{}").json().path("unseen").asInt()).isZero();
        ada.delete("/notifications?up_to=" + second).is(200);
        assertThat(titles(ada.get("/notifications").json().path("items"))).containsExactly("third");
        assertThat(ada.post("/notifications/archive", null).json().path("unread").asInt()).isZero();
        ada.delete("/notifications").is(200);
        assertThat(ada.get("/notifications?filter=archived").json().path("items")).isEmpty();
    }

    @Test
    void open_pages_hear_of_it_and_not_again_where_it_was_done() throws Exception {
        TeamPage ada = kind.team().page("ada");
        try (HubClient here = kind.team().client();
                HubClient there = kind.team().client()) {
            here.subscribes("private-notifications." + ada.id());
            there.subscribes("private-notifications." + ada.id());
            kind.team().bean(Notifier.class).toUser(ada.id(), new Assigned("Write the report"));

            JsonNode told = here.sees(ARRIVED).data();
            assertThat(told.path("title").asString()).isEqualTo("Write the report");
            assertThat(told.at("/bell/unread").asInt()).isEqualTo(1);
            there.sees(ARRIVED);

            String id = told.path("id").asString();
            ada.with(here).post("/notifications/" + id + "/read", null).is(200);

            JsonNode bell = there.sees("belfry.bell").data();
            assertThat(bell.path("change").asString()).isEqualTo("read");
            assertThat(bell.at("/ids/0").asString()).isEqualTo(id);
            here.seesNothingMore();
        }
    }

    @Test
    void what_a_transaction_sends_is_there_if_and_only_if_it_commits() throws Exception {
        Tasks tasks = kind.team().bean(Tasks.class);
        TeamPage ada = kind.team().page("ada");

        assertThatIllegalStateException()
                .isThrownBy(() -> tasks.assignAndFail("Never asked for", ada.id()));
        tasks.assign("Write the report", ada.id());

        assertThat(titles(ada.get("/notifications").json().path("items")))
                .containsExactly("Write the report");
    }

    /** An id may have dots, as e-mail addresses do. */
    @Test
    void each_user_hears_of_their_own_alone() throws Exception {
        TeamPage ada = kind.team().page("ada@team.example");
        TeamPage bob = kind.team().page("bob");
        String channel = "private-notifications." + ada.id();

        assertThat(kind.team().authorizes(ada, channel)).isEqualTo(200);
        assertThat(kind.team().authorizes(bob, channel)).isEqualTo(403);
        assertThat(kind.team().authorizes(kind.team().pageOf(""), channel)).isEqualTo(403);
    }

    @Test
    void mail_goes_out_where_the_application_knows_addresses() throws Exception {
        TeamPage ada = given("ada", "Write the report");

        var mails = kind.team().bean(Mails.class).sent;
        var mail = mails.take();
        while (!mail.to().equals(ada.id() + "@team.example")) {
            mail = mails.take();
        }
        assertThat(mail.subject()).isEqualTo("Write the report");
        assertThat(mail.text()).contains("https://team.example/tasks/1");
    }

    @Test
    void users_choose_what_they_want_to_hear_of() throws Exception {
        TeamPage ada = kind.team().page("ada");
        JsonNode before = ada.get("/notifications/preferences").is(200).json();
        assertThat(before.at("/types/0/routes/mail").asBoolean()).isTrue();

        String wanted =
                """
                {"types":[{"type":"assigned","routes":{"mail":false}}],
                 "quiet_hours":{"zone":"Europe/Amsterdam","from":"22:00","to":"07:00"},
                 "muted_until":"2030-01-01T00:00:00.000Z","digest_minutes":60}
                """;
        ada.asks("PUT", "/notifications/preferences", wanted).is(200);

        JsonNode after = ada.get("/notifications/preferences").is(200).json();
        assertThat(after.at("/types/0/routes/mail").asBoolean()).isFalse();
        assertThat(after.at("/types/0/routes/bell").asBoolean()).isTrue();
        assertThat(after.at("/quiet_hours/zone").asString()).isEqualTo("Europe/Amsterdam");
        assertThat(after.at("/quiet_hours/from").asString()).isEqualTo("22:00");
        assertThat(after.path("muted_until").asString()).isEqualTo("2030-01-01T00:00:00.000Z");
        assertThat(after.path("digest_minutes").asInt()).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "GET, /notifications?limit=0, , 400, limit",
                "GET, /notifications?limit=101, , 400, limit",
                "GET, /notifications?limit=many, , 400, limit",
                "GET, /notifications?cursor=none, , 400, cursor",
                "GET, /notifications?filter=some, , 400, filter",
                "POST, /notifications/1/read, , 404, ``",
                "POST, /notifications/read, `{\"up_to\":7}`, 400, up_to",
                "POST, /notifications/read, `{\"up_to\":\"7\"}`, 404, ``",
                "POST, /notifications/read, `{`, 400, ``",
                "POST, /notifications/read, `[]`, 400, ``",
                "DELETE, /notifications?up_to=7, , 404, ``",
                "PUT, /notifications/preferences, `{\"types\":[],\"digest_minutes\":-1}`, 400,"
                        + " digest_minutes",
                "PUT, /notifications/preferences, `{\"types\":[{\"type\":\"none\",\"routes\":{}}],"
                        + "\"digest_minutes\":0}`, 400, types",
                "PUT, /notifications/preferences, `{\"types\":7}`, 400, types",
                "PUT, /notifications/preferences, `{\"quiet_hours\":{\"zone\":\"Mars\",\"from\":"
                        + "\"22:00\",\"to\":\"07:00\"},\"digest_minutes\":0}`, 400,"
                        + " quiet_hours.zone",
            })
    void what_is_not_as_it_may_be_is_refused_by_its_field(
            String method, String path, String json, int status, String field) throws Exception {
        kind.team().page("ada").asks(method, path, json).refuses(status, field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=%ED%A0%80", "cursor=%00", "limit=%FF", "limit=%C0%AF"})
    void a_query_that_is_no_text_is_refused(String query) throws Exception {
        for (String list : List.of("/notifications", "/chat/conversations")) {
            kind.team().page("ada").get(list + "?" + query).is(400);
        }
    }

    @Test
    void what_is_somebody_elses_is_not_there() throws Exception {
        TeamPage ada = given("ada", "first");
        TeamPage bob = given("bob", "other");
        String hers = id(ada, 0);

        for (String id : List.of(hers, NOBODYS)) {
            bob.post("/notifications/" + id + "/read", null).refuses(404, "");
            bob.delete("/notifications/" + id).refuses(404, "");
            bob.post("/notifications/read", "{\"up_to\":\"" + id + "\"}").refuses(404, "");
            bob.delete("/notifications?up_to=" + id).refuses(404, "");
        }
        assertThat(ada.get("/notifications/count").json().path("unread").asInt()).isEqualTo(1);
        assertThat(titles(bob.get("/notifications").json().path("items"))).containsExactly("other");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /notifications",
        "GET, /notifications/count",
        "GET, /notifications/preferences",
        "PUT, /notifications/preferences",
        "POST, /notifications/read",
        "POST, /notifications/1/read",
        "DELETE, /notifications/1",
        "DELETE, /notifications",
    })
    void guests_have_none(String method, String path) throws Exception {
        kind.team().pageOf("").asks(method, path, null).refuses(401, "");
    }

    @Test
    void a_body_that_is_too_large_or_no_json_is_not_read() throws Exception {
        TeamPage ada = kind.team().page("ada");
        ada.post("/notifications/read", "{\"a\":\"" + "x".repeat(50_000) + "\"}").refuses(413, "");
        var form = ada.request("POST", "/notifications/read", "a=b");
        kind.team().answer(form.setHeader("Content-Type", "text/plain")).refuses(400, "");
    }

    @Test
    void a_foreign_site_can_do_nothing() throws Exception {
        TeamPage ada = given("ada", "first");
        String path = "/notifications/" + id(ada, 0) + "/read";

        Answer foreign =
                kind.team().answer(ada.request("POST", path, null).setHeader("X-XSRF-TOKEN", "no"));

        foreign.is(403);
        assertThat(ada.get("/notifications/count").json().path("unread").asInt()).isEqualTo(1);
    }

    @Test
    void without_a_database_pages_are_told_to_try_again_and_nothing_else() throws Exception {
        TeamPage ada = given("ada", "first");
        Source source = (Source) kind.team().bean(DataSource.class);
        source.away = true;
        try {
            Answer answer = ada.get("/notifications");
            answer.refuses(503, "");
            assertThat(answer.response().body()).doesNotContain("secret-host");
        } finally {
            source.away = false;
        }
        ada.get("/notifications").is(200);
    }

    @Test
    void roles_are_found_by_the_application() throws Exception {
        TeamPage page = kind.team().pageOf("last");
        try (HubClient last = kind.team().client()) {
            last.subscribes("private-notifications." + page.id());
            kind.team().bean(Notifier.class).toRole("everybody", new Assigned("For all"));
            last.sees(ARRIVED);
        }
        assertThat(titles(page.get("/notifications").json().path("items")))
                .containsExactly("For all");
    }
}

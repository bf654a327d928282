package io.belfry.example.care;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may listen to what, and who may ask what, as pages ask it. */
class AccessTest {
    private static GivenCare care;

    /** Paula's, with a session that is Tom's. */
    private static long booking;

    private static long session;
    private static long child;

    @BeforeAll
    static void start() {
        care = GivenCare.inMemory();
        booking = care.booking("paula", 9);
        session = care.session(booking);
        care.assign(session, "tom");
        child =
                care.database()
                        .sql("select child_id from booking where id = ?")
                        .param(booking)
                        .query(Long.class)
                        .single();
    }

    @AfterAll
    static void stop() {
        care.close();
    }

    private static Somebody who(String login) {
        return login.equals("guest") ? care.guest() : care.the(login);
    }

    @ParameterizedTest
    @CsvSource({
        "paula, live-refresh.{paula}, 200",
        "peter, live-refresh.{paula}, 403",
        "tom, live-refresh.{paula}, 403",
        "anna, live-refresh.{paula}, 403",
        "guest, live-refresh.{paula}, 401",
        "anna, live-refresh.admin, 200",
        "paula, live-refresh.admin, 403",
        "tom, live-refresh.admin, 403",
        "guest, live-refresh.admin, 401",
        "paula, notifications.{paula}, 200",
        "peter, notifications.{paula}, 403",
        "anna, notifications.{paula}, 403",
        "guest, notifications.{paula}, 401",
        "anna, bookings.1, 403",
        "anna, live-refresh, 403",
    })
    void a_channel_is_for_its_owner_or_for_admins(String who, String channel, int status) {
        String name = channel.replace("{paula}", Long.toString(care.the("paula").id()));
        assertThat(who(who).asksFor("private-" + name, "1.2").status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        // what, and the answers to anna, paula, peter, tom, tina, and a guest
        "GET /bookings/{booking},                    200, 200, 404, 200, 404, 401",
        "GET /sessions/{session},                    200, 200, 404, 200, 404, 401",
        "GET /bookings/999999,                       404, 404, 404, 404, 404, 401",
        "GET /bookings,                              200, 200, 200, 200, 200, 401",
        "GET /today,                                 200, 200, 200, 200, 200, 401",
        "GET /sessions,                              200, 200, 200, 200, 200, 401",
        "GET /children,                              200, 200, 200, 200, 200, 401",
        "GET /trainers,                              200, 403, 403, 403, 403, 401",
        "GET /availability,                          200, 403, 403, 200, 200, 401",
        "GET /absences,                              200, 403, 403, 200, 200, 401",
        "GET /live-refresh/versions,                 200, 200, 200, 200, 200, 401",
        "GET /notifications,                         200, 200, 200, 200, 200, 401",
        "GET /me,                                    200, 200, 200, 200, 200, 401",
    })
    void what_is_shown_to_whom(
            String what, int anna, int paula, int peter, int tom, int tina, int guest) {
        check(what, "", anna, paula, peter, tom, tina, guest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // what | with what | and the answers to anna, paula, peter, tom, tina, and a guest
                "POST /children/review | | 204 | 403 | 403 | 403 | 403 | 401",
                "PUT /sessions/{session}/trainer | {\"trainer_id\":{tom}} | 204 | 403 | 403 | 403 |"
                        + " 403 | 401",
                "PUT /absences/999999/decision | {\"approved\":true} | 404 | 403 | 403 | 403 | 403"
                        + " | 401",
                "POST /children | {\"name\":\"Kim\"} | 403 | 201 | 201 | 403 | 403 | 401",
                "POST /children/{child}/checklist |"
                    + " {\"allergies\":\"\",\"emergency_contact\":\"G\",\"may_swim\":true} | 403 |"
                    + " 204 | 404 | 403 | 403 | 401",
                "DELETE /children/{child} | | 403 | 409 | 404 | 403 | 403 | 401",
                "POST /bookings/{booking}/payment | | 403 | 204 | 404 | 403 | 403 | 401",
                "DELETE /bookings/999999 | | 404 | 404 | 404 | 403 | 403 | 401",
                "POST /sessions/{session}/time-entries | {\"kind\":\"in\"} | 403 | 403 | 403 | 204"
                        + " | 404 | 401",
                "PUT /sessions/{session}/current-activity | {\"activity\":\"a\",\"place\":\"\"} |"
                        + " 403 | 403 | 403 | 204 | 404 | 401",
                "POST /sessions/{session}/activity-logs | {\"text\":\"a\"} | 403 | 403 | 403 | 204"
                        + " | 404 | 401",
                "PUT /sessions/{session}/activity-logs/999999 | {\"text\":\"a\"} | 403 | 403 | 403"
                        + " | 404 | 404 | 401",
                "PUT /availability | {\"dates\":[]} | 403 | 403 | 403 | 204 | 204 | 401",
                "DELETE /absences/999999 | | 403 | 403 | 403 | 404 | 404 | 401",
            })
    void what_is_done_by_whom(
            String what,
            String body,
            int anna,
            int paula,
            int peter,
            int tom,
            int tina,
            int guest) {
        check(what, body, anna, paula, peter, tom, tina, guest);
    }

    private static void check(String what, String body, int... expected) {
        String[] people = {"anna", "paula", "peter", "tom", "tina", "guest"};
        String[] call = filled(what).split(" ", 2);
        for (int i = 0; i < people.length; i++) {
            assertThat(
                            who(people[i])
                                    .asks(call[0], call[1], body == null ? "" : filled(body))
                                    .status())
                    .as("%s by %s", what, people[i])
                    .isEqualTo(expected[i]);
        }
    }

    private static String filled(String text) {
        return text.replace("{booking}", Long.toString(booking))
                .replace("{session}", Long.toString(session))
                .replace("{child}", Long.toString(child))
                .replace("{tom}", Long.toString(care.the("tom").id()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "paula | POST /children | {} | 400 | Name must not be blank.",
                "paula | POST /children | {\"name\":\"\\u0000\"} | 400 | Name has characters that",
                "paula | POST /children | [] | 400 | Failed to read request",
                "paula | POST /children | {\"name\":\"C1\"} | 409 | That is there already",
                "paula | POST /bookings | {\"child_id\":{child},\"weeks\":1} | 400 | Date must not"
                        + " be null; ends must not",
                "paula | POST /bookings |"
                    + " {\"child_id\":{child},\"note\":\"\",\"date\":\"2020-01-01\",\"starts\":\"09:00\",\"ends\":\"10:00\",\"weeks\":1}"
                    + " | 400 | A session is today or later",
                "paula | POST /bookings |"
                    + " {\"child_id\":{child},\"note\":\"\",\"date\":\"2099-01-01\",\"starts\":\"09:00\",\"ends\":\"10:00\",\"weeks\":13}"
                    + " | 400 | Weeks must be less than",
                "anna | PUT /sessions/{session}/trainer | {\"trainer_id\":999999} | 404 | There is"
                        + " no such thing.",
                "tom | POST /absences |"
                    + " {\"first_date\":\"2020-01-01\",\"last_date\":\"2020-01-02\",\"reason\":\"\"}"
                    + " | 400 | An absence begins today",
                "tom | PUT /availability/tomorrow | | 400 | Failed to convert",
                "tom | POST /sessions/{session}/time-entries | {\"kind\":\"late\"} | 400 | Failed"
                        + " to read request",
                "guest | POST /login | {\"login\":\"paula\",\"password\":\"wrong\"} | 401 | There"
                        + " is nobody with that login",
                "guest | POST /login | {\"login\":\"nobody\",\"password\":\"care\"} | 401 | There"
                        + " is nobody with that login",
            })
    void what_cannot_be_done_is_refused_in_words(
            String who, String what, String body, int status, String words) {
        String[] call = filled(what).split(" ", 2);
        Somebody.Answer answer = who(who).asks(call[0], call[1], body == null ? "" : filled(body));
        answer.is(status);
        assertThat(answer.body().path("detail").stringValue("")).startsWith(words);
    }

    @Test
    void nobody_can_sign_in_with_what_the_database_keeps_of_a_token() {
        String hash =
                care.database()
                        .sql("select min(hash) from access_token")
                        .query(String.class)
                        .single();
        care.guest().with(hash).asks("GET", "/me").is(401);
    }

    @Test
    void a_token_ends_when_its_time_is_over() {
        Somebody peter = care.guest().signedIn("peter", "care");
        peter.asks("GET", "/me").is(200);
        care.database()
                .sql(
                        """
                        update access_token set expires_at = current_timestamp
                        where expires_at = (select max(expires_at) from access_token)
                        """)
                .update();
        peter.asks("GET", "/me").is(401);
        peter.asksFor("private-live-refresh." + peter.id(), "1.2").is(401);
        care.guest().signedIn("peter", "care").asks("GET", "/me").is(200);
    }

    @Test
    void who_signs_out_hears_nothing_any_more() {
        Somebody tina = care.guest().signedIn("tina", "care");
        try (HubClient page = care.hubClient()) {
            tina.subscribes(page, "private-live-refresh." + tina.id());
            tina.asks("POST", "/logout").is(204);
            page.seesError(4009);
            page.closedWith(4009);
        }
        tina.asks("GET", "/me").is(401);
    }
}

package io.belfry.example.care;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whose pages fetch what again, for all that can happen: the table of triggers, row by row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TriggersContract {
    private static final List<String> BOOKINGS = List.of("bookings");
    private static final List<String> SESSIONS = List.of("bookings", "trainer_schedules");
    private static final List<String> SESSIONS_AND_BELL =
            List.of("bookings", "notifications", "trainer_schedules");
    private static final List<String> CHILDREN = List.of("children");
    private static final List<String> BELL = List.of("notifications");
    private static final List<String> DAYS = List.of("trainer_availability", "trainer_schedules");

    private final GivenCare care;
    private long child;

    TriggersContract(GivenCare care) {
        this.care = care;
    }

    @AfterAll
    void stop() throws Exception {
        care.close();
    }

    private Map<String, List<String>> told(String who, String method, String path, String body) {
        return care.told(() -> {
            int status = care.the(who).asks(method, path, body).status();
            assertThat(status).isBetween(200, 204);
        });
    }

    @Test
    void a_booking_that_is_made_is_told_to_its_parent_and_the_office() {
        long child = care.child("paula");
        assertThat(
                        told(
                                "paula",
                                "POST",
                                "/bookings",
                                GivenCare.booking(child, GivenCare.today(), 6, 3)))
                .isEqualTo(Map.of("paula", SESSIONS, "admin", SESSIONS));
    }

    @Test
    void a_booking_that_changes_or_is_cancelled_is_told_to_its_trainers_too() {
        long booking = care.booking("paula", 7);
        care.assign(care.session(booking), "tom");

        assertThat(told("paula", "POST", "/bookings/%d/payment".formatted(booking), ""))
                .isEqualTo(
                        Map.of(
                                "paula",
                                List.of("bookings", "notifications"),
                                "tom",
                                BOOKINGS,
                                "admin",
                                BOOKINGS));
        assertThat(told("paula", "DELETE", "/bookings/" + booking, ""))
                .isEqualTo(Map.of("paula", SESSIONS, "tom", SESSIONS, "admin", SESSIONS));
    }

    @Test
    void a_payment_that_was_processed_is_told_to_who_paid_once() {
        String path = "/bookings/%d/payment".formatted(care.booking("paula", 8));
        assertThat(told("paula", "POST", path, ""))
                .containsEntry("paula", List.of("bookings", "notifications"));
        assertThat(told("paula", "POST", path, "")).isEmpty();
    }

    @Test
    void a_session_that_is_given_to_a_trainer_is_told_to_parent_trainer_and_the_office() {
        long session = care.session(care.booking("paula", 9));
        String path = "/sessions/%d/trainer".formatted(session);

        assertThat(told("anna", "PUT", path, trainer("tom")))
                .isEqualTo(
                        Map.of(
                                "paula",
                                SESSIONS_AND_BELL,
                                "tom",
                                SESSIONS_AND_BELL,
                                "admin",
                                SESSIONS));
        assertThat(told("anna", "PUT", path, trainer("tom"))).isEmpty();
        // The trainer who had it hears that it is gone.
        assertThat(told("anna", "PUT", path, trainer("tina")))
                .isEqualTo(
                        Map.of(
                                "paula",
                                SESSIONS_AND_BELL,
                                "tom",
                                SESSIONS,
                                "tina",
                                SESSIONS_AND_BELL,
                                "admin",
                                SESSIONS));
    }

    private String trainer(String login) {
        return "{\"trainer_id\":%d}".formatted(care.the(login).id());
    }

    @Test
    void a_child_is_told_to_its_parent_and_the_office_and_its_checklist_rings_there() {
        assertThat(told("peter", "POST", "/children", "{\"name\":\"Zoe\"}"))
                .isEqualTo(Map.of("peter", CHILDREN, "admin", CHILDREN));
        long zoe =
                care.database()
                        .sql("select id from child where name = 'Zoe'")
                        .query(Long.class)
                        .single();
        assertThat(
                        told(
                                "peter",
                                "POST",
                                "/children/%d/checklist".formatted(zoe),
                                GivenCare.CHECKLIST))
                .isEqualTo(Map.of("peter", CHILDREN, "admin", CHILDREN, "anna", BELL));
        assertThat(told("peter", "DELETE", "/children/" + zoe, ""))
                .isEqualTo(Map.of("peter", CHILDREN, "admin", CHILDREN));
    }

    @Test
    void what_concerns_the_office_alone_is_told_to_nobody_else() {
        care.child("peter");
        assertThat(told("anna", "POST", "/children/review", ""))
                .isEqualTo(Map.of("admin", CHILDREN));
    }

    @Test
    void a_day_on_which_a_trainer_can_come_is_told_to_that_trainer_and_the_office() {
        String path = "/availability/" + GivenCare.today().plusDays(90);
        Map<String, List<String>> expected = Map.of("tina", DAYS, "admin", DAYS);
        assertThat(told("tina", "PUT", path, "")).isEqualTo(expected);
        assertThat(told("tina", "PUT", path, "")).isEmpty();
        assertThat(told("tina", "DELETE", path, "")).isEqualTo(expected);
    }

    @Test
    void a_hundred_days_at_once_are_told_once() {
        LocalDate first = GivenCare.today();
        String dates =
                IntStream.range(0, 100)
                        .mapToObj(day -> "\"" + first.plusDays(day) + "\"")
                        .collect(Collectors.joining(",", "{\"dates\":[", "]}"));
        assertThat(told("tina", "PUT", "/availability", dates))
                .isEqualTo(Map.of("tina", DAYS, "admin", DAYS));
    }

    @Test
    void an_absence_is_told_to_that_trainer_and_the_office() {
        LocalDate day = GivenCare.today().plusDays(60);
        String wish =
                "{\"first_date\":\"%s\",\"last_date\":\"%s\",\"reason\":\"\"}".formatted(day, day);
        assertThat(told("tom", "POST", "/absences", wish))
                .isEqualTo(Map.of("tom", DAYS, "admin", DAYS, "anna", BELL));
        long id =
                care.database()
                        .sql("select max(id) from trainer_absence_request")
                        .query(Long.class)
                        .single();
        assertThat(
                        told(
                                "anna",
                                "PUT",
                                "/absences/%d/decision".formatted(id),
                                "{\"approved\":true}"))
                .isEqualTo(
                        Map.of(
                                "tom",
                                List.of(
                                        "notifications",
                                        "trainer_availability",
                                        "trainer_schedules"),
                                "admin",
                                DAYS));
        assertThat(told("tom", "DELETE", "/absences/" + id, ""))
                .isEqualTo(Map.of("tom", DAYS, "admin", DAYS));
    }

    @Test
    void clocking_in_and_out_is_told_to_parent_trainer_and_the_office_once() {
        long session = care.session(care.booking("peter", 10));
        care.assign(session, "tina");
        String path = "/sessions/%d/time-entries".formatted(session);
        Map<String, List<String>> expected =
                Map.of("peter", SESSIONS_AND_BELL, "tina", SESSIONS, "admin", SESSIONS);

        assertThat(told("tina", "POST", path, GivenCare.IN)).isEqualTo(expected);
        assertThat(told("tina", "POST", path, GivenCare.IN)).isEmpty();
        assertThat(told("tina", "POST", path, GivenCare.OUT)).isEqualTo(expected);
    }

    @Test
    void what_a_trainer_is_doing_is_told_to_parent_trainer_and_the_office() {
        long session = care.begun("peter", 11, "tina");
        String path = "/sessions/%d/current-activity".formatted(session);
        assertThat(told("tina", "PUT", path, "{\"activity\":\"reading\",\"place\":\"sofa\"}"))
                .isEqualTo(Map.of("peter", SESSIONS, "tina", SESSIONS, "admin", SESSIONS));
    }

    @Test
    void an_activity_log_that_is_made_or_changed_is_told_to_parent_trainer_and_the_office() {
        String path = "/sessions/%d/activity-logs".formatted(care.begun("peter", 12, "tina"));
        Map<String, List<String>> expected =
                Map.of("peter", SESSIONS, "tina", SESSIONS, "admin", SESSIONS);
        assertThat(told("tina", "POST", path, "{\"text\":\"Had lunch.\"}")).isEqualTo(expected);
        long log =
                care.database().sql("select max(id) from activity_log").query(Long.class).single();
        assertThat(told("tina", "PUT", path + "/" + log, "{\"text\":\"Had a big lunch.\"}"))
                .isEqualTo(expected);
    }

    @Test
    void what_is_refused_is_told_to_nobody() {
        long child = care.child("paula");
        LocalDate later = GivenCare.today().plusWeeks(1);
        care.the("paula").asks("POST", "/bookings", GivenCare.booking(child, later, 13, 1)).id();

        // Its first week is free, its second is not.
        String clash = GivenCare.booking(child, GivenCare.today(), 13, 2);
        assertThat(care.told(() -> care.the("paula").asks("POST", "/bookings", clash).is(409)))
                .isEmpty();
    }

    @Test
    void two_who_book_the_same_at_the_same_time_book_it_once() throws Exception {
        String wish = GivenCare.booking(care.child("paula"), GivenCare.today(), 14, 1);
        List<Integer> answers =
                IntStream.range(0, 4)
                        .parallel()
                        .map(each -> care.the("paula").asks("POST", "/bookings", wish).status())
                        .sorted()
                        .boxed()
                        .toList();
        assertThat(answers).containsExactly(201, 409, 409, 409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "paula | POST /children | {\"name\":\"{bad}\"} | Name",
                "paula | POST /children/{child}/checklist | {\"allergies\":\"{bad}\","
                        + "\"emergency_contact\":\"G\",\"may_swim\":true} | Allergies",
                "paula | POST /children/{child}/checklist | {\"allergies\":\"\","
                        + "\"emergency_contact\":\"{bad}\",\"may_swim\":true} | Emergency contact",
                "paula | POST /bookings |"
                    + " {\"child_id\":{child},\"note\":\"{bad}\",\"date\":\"{today}\",\"starts\":\"22:00\",\"ends\":\"22:50\",\"weeks\":1}"
                    + " | Note",
                "tom | POST /absences | {\"first_date\":\"{today}\",\"last_date\":\"{today}\","
                        + "\"reason\":\"{bad}\"} | Reason",
                "tom | PUT /sessions/1/current-activity | {\"activity\":\"{bad}\",\"place\":\"\"}"
                        + " | Activity",
                "tom | PUT /sessions/1/current-activity | {\"activity\":\"a\",\"place\":\"{bad}\"}"
                        + " | Place",
                "tom | POST /sessions/1/activity-logs | {\"text\":\"{bad}\"} | Text",
                "tom | PUT /sessions/1/activity-logs/1 | {\"text\":\"{bad}\"} | Text",
                "tom | POST /login | {\"login\":\"{bad}\",\"password\":\"care\"} | Login",
                "tom | POST /login | {\"login\":\"tom\",\"password\":\"{bad}\"} | Password",
            })
    void characters_that_no_database_keeps_are_refused_in_words(
            String who, String what, String body, String field) {
        String[] call = what.replace("{child}", Long.toString(aChild())).split(" ", 2);
        for (String bad : List.of("a\\u0000b", "a\\ud800b", "\\udc00", "\\u0007")) {
            Somebody.Answer answer =
                    care.the(who).asks(call[0], call[1], filled(body).replace("{bad}", bad));
            answer.is(400);
            assertThat(answer.body().path("detail").stringValue())
                    .isEqualTo(field + " has characters that nobody can read.");
        }
    }

    @ParameterizedTest
    @CsvSource({"+999999999-12-01", "9999-12-13", "2020-01-01", "-999999999-01-01"})
    void days_that_are_years_away_are_refused_in_words(String date) {
        String booking =
                "{\"child_id\":{child},\"note\":\"\",\"date\":\"%s\",\"starts\":\"22:00\",\"ends\":\"22:50\",\"weeks\":12}";
        refusesDay("paula", "POST", "/bookings", filled(booking.formatted(date)));
        String absence = "{\"first_date\":\"%s\",\"last_date\":\"%s\",\"reason\":\"\"}";
        refusesDay("tom", "POST", "/absences", absence.formatted(date, date));
        refusesDay("tom", "POST", "/absences", absence.formatted(GivenCare.today(), date));
        refusesDay("tom", "PUT", "/availability", "{\"dates\":[\"%s\"]}".formatted(date));
        refusesDay("tom", "PUT", "/availability/" + date, "");
        refusesDay("tom", "DELETE", "/availability/" + date, "");
    }

    private void refusesDay(String who, String method, String path, String body) {
        Somebody.Answer answer = care.the(who).asks(method, path, body);
        answer.is(400);
        assertThat(answer.body().path("detail").stringValue()).containsAnyOf("today", "years");
    }

    private String filled(String body) {
        return body.replace("{child}", Long.toString(aChild()))
                .replace("{today}", GivenCare.today().toString());
    }

    private long aChild() {
        if (child == 0) {
            child = care.child("paula");
        }
        return child;
    }
}

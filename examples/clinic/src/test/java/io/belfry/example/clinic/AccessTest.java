package io.belfry.example.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.example.clinic.care.Appointment;
import io.belfry.example.clinic.care.Consultation;
import io.belfry.example.clinic.care.Refusal;
import io.belfry.testkit.Visitor;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Who may listen to what, and ask for and do what, asked as pages ask. */
class AccessTest {
    private static GivenClinic clinic;
    private static Consultation consultation;
    private static final Map<String, Visitor> VISITORS = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        clinic = GivenClinic.inMemory();
        consultation = clinic.consultation("pim", "vera");
        for (String login :
                new String[] {"pim", "paula", "vera", "stella", "simon", "dirk", "hanna"}) {
            VISITORS.put(login, clinic.signedIn(login));
        }
        VISITORS.put("guest", clinic.guest());
    }

    @AfterAll
    static void stop() {
        VISITORS.values().forEach(Visitor::close);
        clinic.close();
    }

    @ParameterizedTest
    @CsvSource({
        // who, its channel, its conversation's channel, the page, what was said, to start it
        "pim, 200, 200, 200, 200, 403",
        "vera, 200, 200, 200, 200, 200",
        "paula, 403, 403, 404, 404, 404", // who guesses its id
        "dirk, 403, 403, 404, 404, 404",
        "stella, 403, 403, 404, 404, 404", // who arranges it, and takes no part in it
        "guest, 401, 401, 401, 401, 401",
    })
    void a_consultation_is_for_its_patient_and_its_doctor(
            String who, int channel, int conversation, int page, int messages, int start)
            throws Exception {
        // Each of their own, as one cannot be started twice.
        Consultation one = clinic.consultation("pim", "vera");
        assertThat(asks(who, "private-consultations." + one.id())).isEqualTo(channel);
        assertThat(asks(who, "private-conversation." + one.conversationId()))
                .isEqualTo(conversation);
        assertThat(gets(who, "/api/consultations/" + one.id())).isEqualTo(page);
        String chat = "/chat/conversations/" + one.conversationId() + "/messages";
        assertThat(gets(who, chat)).isEqualTo(messages);
        assertThat(posts(who, "/api/consultations/" + one.id() + "/start")).isEqualTo(start);
    }

    @ParameterizedTest
    @CsvSource({
        // who, to confirm it, to remind of it, to cancel it, whether it is in their list
        "pim, 403, 403, 200, true",
        "vera, 200, 200, 200, true",
        "stella, 200, 200, 200, true",
        "paula, 404, 404, 404, false",
        "dirk, 404, 404, 404, false",
        "hanna, 404, 404, 404, false", // of another clinic
        "guest, 401, 401, 401, false",
    })
    void an_appointment_is_for_its_patient_its_doctor_and_the_staff_of_the_clinic(
            String who, int confirm, int remind, int cancel, boolean listed) throws Exception {
        Appointment one = clinic.appointment("pim", "vera");
        String path = "/api/appointments/" + one.id();
        assertThat(
                        VISITORS.get(who)
                                .gets("/api/appointments")
                                .body()
                                .contains("\"id\":" + one.id() + ","))
                .isEqualTo(listed);
        assertThat(posts(who, path + "/confirm")).isEqualTo(confirm);
        assertThat(posts(who, path + "/remind")).isEqualTo(remind);
        assertThat(posts(who, path + "/cancel")).isEqualTo(cancel);
    }

    @ParameterizedTest
    @CsvSource({
        // who, whose, their notifications, their appointments, their appointments as a doctor
        "pim, pim, 200, 200, 403", // who is no doctor
        "vera, vera, 200, 200, 200",
        "stella, stella, 200, 200, 403",
        "paula, pim, 403, 403, 403",
        "dirk, vera, 403, 403, 403",
        "stella, vera, 403, 403, 403",
        "guest, pim, 401, 401, 401",
    })
    void what_is_for_one_person_is_for_nobody_else(
            String who, String whose, int notifications, int appointments, int asDoctor)
            throws Exception {
        long id = clinic.person(whose).id();
        assertThat(asks(who, "private-notifications." + id)).isEqualTo(notifications);
        assertThat(asks(who, "private-appointments." + id)).isEqualTo(appointments);
        assertThat(asks(who, "private-appointments.doctor." + id)).isEqualTo(asDoctor);
    }

    @ParameterizedTest
    @CsvSource({
        "vera, vera, 200",
        "stella, vera, 200",
        "simon, vera, 200",
        "pim, vera, 403",
        "dirk, vera, 403",
        "hanna, vera, 403",
        "hanna, dirk, 200",
        "guest, vera, 401",
    })
    void who_is_at_a_clinic_is_seen_by_those_who_work_there(String who, String where, int status)
            throws Exception {
        Long at = clinic.person(where).clinicId();
        assertThat(asks(who, "presence-clinic." + at)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "private-consultations.0",
        "private-consultations.99999999",
        "private-consultations.01",
        "private-consultations.x",
        "private-consultations.",
        "private-appointments.doctor",
        "private-appointments.doctor.",
        "private-conversation.1",
        "private-notifications",
        "presence-clinic.x",
        "private-private-consultations.1",
        "presence-everybody",
    })
    void what_is_not_there_is_refused(String channel) throws Exception {
        assertThat(asks("vera", channel)).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 400 | There is no such doctor.",
                "{\"doctor_id\": VERA} | 400 | An appointment must be in the future.",
                "{\"doctor_id\": VERA, \"starts_at\": \"2001-01-01T10:00:00Z\"} | 400 | An"
                        + " appointment must be in the future.",
                "{\"doctor_id\": VERA, \"starts_at\": \"2101-01-01T10:00:00Z\"} | 400 | What it"
                        + " is about has 1 to 200 characters, in one line.",
                "{\"doctor_id\": VERA, \"starts_at\": \"2101-01-01T10:00:00Z\", \"reason\": \""
                    + " \\u0000 \"} | 400 | What it is about has 1 to 200 characters, in one line.",
                "{\"doctor_id\": VERA, \"starts_at\": \"2101-01-01T10:00:00Z\", \"reason\":"
                        + " \"half \\ud800\"} | 400 | What it is about has 1 to 200 characters, in"
                        + " one line.",
                "{\"doctor_id\": PIM, \"starts_at\": \"2101-01-01T10:00:00Z\", \"reason\": \"x\"} |"
                        + " 400 | There is no such doctor.",
                "{\"doctor_id\": VERA, \"starts_at\": \"soon\"} | 400 | Failed to read request",
                "nothing | 400 | Failed to read request",
            })
    void what_is_no_wish_for_an_appointment_is_told_in_words(String wish, int status, String words)
            throws Exception {
        String body =
                wish.replace("VERA", Long.toString(clinic.person("vera").id()))
                        .replace("PIM", Long.toString(clinic.person("pim").id()));
        var answer = VISITORS.get("pim").posts("/api/appointments", body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"detail\":\"" + words + "\"");
    }

    @Test
    void whoever_confirms_last_is_told_that_it_is_confirmed() {
        Appointment asked = clinic.appointment("pim", "vera");
        CompletableFuture<Appointment> second =
                clinic.inTransaction(() -> {
                    clinic.confirms("stella", asked);
                    var waiting =
                            CompletableFuture.supplyAsync(() -> clinic.confirms("simon", asked));
                    clinic.untilSomebodyWaits();
                    return waiting;
                });
        assertThatThrownBy(second::join)
                .hasCauseInstanceOf(Refusal.class)
                .hasMessageEndingWith("It is confirmed already.");
    }

    @Test
    void a_doctor_has_one_appointment_at_a_time_until_it_is_cancelled() throws Exception {
        String wish =
                "{\"doctor_id\": %d, \"starts_at\": \"2101-02-01T10:00:00Z\", \"reason\": \"x\"}"
                        .formatted(clinic.person("vera").id());
        var first = VISITORS.get("pim").posts("/api/appointments", wish);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(VISITORS.get("paula").posts("/api/appointments", wish).body())
                .contains("The doctor has another appointment then.");
        String id = first.body().replaceAll("^.\"id\":(\\d+),.*$", "$1");
        assertThat(posts("pim", "/api/appointments/" + id + "/cancel")).isEqualTo(200);
        assertThat(VISITORS.get("paula").posts("/api/appointments", wish).statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        // first, then, what is answered then
        "start, start, 409",
        "start, complete, 200",
        "start, cancel, 200",
        "cancel, start, 409",
        "cancel, complete, 409",
        "complete, start, 200", // the first is answered 409
    })
    void a_consultation_is_begun_once_and_ended_once(String first, String then, int status)
            throws Exception {
        String path = "/api/consultations/" + clinic.consultation("paula", "dirk").id() + "/";
        posts("dirk", path + first);
        assertThat(posts("dirk", path + then)).isEqualTo(status);
    }

    @Test
    void an_appointment_is_not_cancelled_any_more_once_its_consultation_has_begun()
            throws Exception {
        Consultation begun = clinic.consultation("paula", "dirk");
        posts("dirk", "/api/consultations/" + begun.id() + "/start");
        var answer =
                VISITORS.get("paula")
                        .posts("/api/appointments/" + begun.appointmentId() + "/cancel", null);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("The consultation is active, and cannot become cancelled.");
    }

    @Test
    void nothing_is_done_without_the_token_that_other_sites_cannot_read() throws Exception {
        String path = "/api/consultations/" + consultation.id() + "/start";
        assertThat(VISITORS.get("vera").postsWithoutToken(path).statusCode()).isEqualTo(403);
        assertThat(VISITORS.get("vera").postsWithoutToken("/api/logout").statusCode())
                .isEqualTo(403);
    }

    @Test
    void pages_open_no_conversations_by_themselves() throws Exception {
        String body = "{\"participants\": [\"%d\"]}".formatted(clinic.person("vera").id());
        assertThat(VISITORS.get("pim").posts("/chat/conversations", body).statusCode())
                .isEqualTo(403);
    }

    private static int asks(String who, String channel) throws Exception {
        return VISITORS.get(who).asksFor(channel, "1.2").statusCode();
    }

    private static int gets(String who, String path) throws Exception {
        return VISITORS.get(who).gets(path).statusCode();
    }

    private static int posts(String who, String path) throws Exception {
        return VISITORS.get(who).posts(path, null).statusCode();
    }
}

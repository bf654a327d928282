package io.belfry.example.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.example.clinic.care.Appointment;
import io.belfry.example.clinic.care.Consultation;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.SeenMessage;
import io.belfry.testkit.Visitor;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.List;

/** What is heard on the channels of the clinic, with exactly what it carries; on any database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClinicEventsContract {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";

    private final GivenClinic clinic;

    private Visitor pim;
    private Visitor vera;
    private HubClient patient;
    private HubClient doctor;

    ClinicEventsContract(GivenClinic clinic) {
        this.clinic = clinic;
    }

    @BeforeEach
    void open() throws Exception {
        pim = clinic.signedIn("pim");
        vera = clinic.signedIn("vera");
        patient = clinic.hubClient();
        doctor = clinic.hubClient();
    }

    @AfterEach
    void close() {
        patient.close();
        doctor.close();
        pim.close();
        vera.close();
    }

    @AfterAll
    void stop() throws IOException {
        clinic.close();
    }

    @Test
    void an_appointment_is_told_to_its_patient_and_its_doctor() throws Exception {
        Appointment asked = clinic.appointment("pim", "vera");
        listens(pim, patient, "private-appointments." + id("pim"));
        listens(vera, doctor, "private-appointments.doctor." + id("vera"));
        for (String done : List.of("confirm confirmed", "remind reminder", "cancel cancelled")) {
            String verb = done.split(" ", -1)[0];
            vera.posts("/api/appointments/" + asked.id() + "/" + verb, null);

            JsonNode told = read(patient.sees("appointment-updated"));
            assertThat(told.propertyNames())
                    .containsExactlyInAnyOrder(
                            "id", "action", "status", "appointment_date", "details", "timestamp");
            assertThat(told.path("id").longValue()).isEqualTo(asked.id());
            assertThat(told.path("action").stringValue()).isEqualTo(done.split(" ", -1)[1]);
            assertThat(told.path("appointment_date").stringValue()).matches(TIME);
            assertThat(told.path("timestamp").stringValue()).matches(TIME);
            assertThat(told.path("details").path("reason").stringValue()).isEqualTo("A cough");
            assertThat(read(doctor.sees("appointment-updated"))).isEqualTo(told);
        }
    }

    @Test
    void a_consultation_is_told_to_who_takes_part_in_it() throws Exception {
        Consultation one = clinic.consultation("pim", "vera");
        listens(pim, patient, "private-consultations." + one.id());

        vera.posts("/api/consultations/" + one.id() + "/start", null);
        JsonNode begun = read(patient.sees("consultation-status-changed"));
        assertThat(begun.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "status",
                        "doctor_id",
                        "patient_id",
                        "started_at",
                        "ended_at",
                        "timestamp");
        assertThat(begun.path("id").longValue()).isEqualTo(one.id());
        assertThat(begun.path("status").stringValue()).isEqualTo("active");
        assertThat(begun.path("doctor_id").longValue()).isEqualTo(clinic.person("vera").id());
        assertThat(begun.path("patient_id").longValue()).isEqualTo(clinic.person("pim").id());
        assertThat(begun.path("started_at").stringValue()).matches(TIME);
        assertThat(begun.path("ended_at").isNull()).isTrue();

        vera.posts("/api/consultations/" + one.id() + "/complete", null);
        JsonNode over = read(patient.sees("consultation-status-changed"));
        assertThat(over.path("status").stringValue()).isEqualTo("completed");
        assertThat(over.path("ended_at").stringValue()).matches(TIME);
    }

    @Test
    void a_consultation_is_cancelled_with_its_appointment() throws Exception {
        Consultation one = clinic.consultation("pim", "vera");
        listens(vera, doctor, "private-consultations." + one.id());
        pim.posts("/api/appointments/" + one.appointmentId() + "/cancel", null);
        assertThat(read(doctor.sees("consultation-status-changed")).path("status").stringValue())
                .isEqualTo("cancelled");
    }

    @Test
    void a_notification_carries_what_pages_show_of_it() throws Exception {
        listens(pim, patient, "private-notifications." + id("pim"));
        assertThat(pim.posts("/api/test-notification", null).statusCode()).isEqualTo(204);

        JsonNode told = read(patient.sees("general-notification"));
        while (!told.path("type").stringValue().equals("test")) {
            // What was done before may be told only now.
            told = read(patient.sees("general-notification"));
        }
        assertThat(told.propertyNames())
                .contains("id", "user_id", "type", "title", "message", "action_url", "created_at");
        assertThat(told.path("user_id").stringValue()).isEqualTo(id("pim"));
        assertThat(told.path("type").stringValue()).isEqualTo("test");
        assertThat(told.path("title").stringValue()).isEqualTo("Test Notification");
        assertThat(told.path("message").stringValue()).isEqualTo("This is a test broadcast");
        assertThat(told.path("created_at").stringValue()).matches(TIME);
        String kept = pim.gets("/notifications").body();
        assertThat(kept).contains(told.path("id").stringValue());
    }

    @Test
    void messages_their_receipts_and_typing_are_told_in_the_conversation() throws Exception {
        Consultation one = clinic.consultation("pim", "vera");
        listens(pim, patient, "private-conversation." + one.conversationId());
        String chat = "/chat/conversations/" + one.conversationId();

        vera.posts(chat + "/typing", "{\"typing\": true}");
        assertThat(conversation(patient.sees("typing"), one, "typing").path("name").stringValue())
                .isEqualTo("Dr. Vera Vermeer");
        vera.posts(chat + "/messages", "{\"body\": \"Good morning\", \"key\": \"k1\"}");
        assertThat(
                        conversation(patient.sees("message-sent"), one, "sent")
                                .path("body")
                                .stringValue())
                .isEqualTo("Good morning");
        pim.posts(chat + "/read", "{\"up_to\": 1}");
        JsonNode read = conversation(patient.sees("message-read"), one, "read");
        assertThat(read.path("user_id").stringValue()).isEqualTo(id("pim"));
        assertThat(read.path("up_to").longValue()).isEqualTo(1);
    }

    @Test
    void the_page_that_does_something_is_not_told_of_it() throws Exception {
        Appointment asked = clinic.appointment("pim", "vera");
        listens(vera, doctor, "private-appointments.doctor." + id("vera"));
        listens(pim, patient, "private-appointments." + id("pim"));
        vera.posts(doctor, "/api/appointments/" + asked.id() + "/confirm");
        patient.sees("appointment-updated");
        doctor.seesNothingMore();
    }

    @Test
    void presence_shows_name_and_role_and_nothing_more() throws Exception {
        Long at = clinic.person("vera").clinicId();
        vera.subscribes(doctor, "presence-clinic." + at);
        JsonNode hash =
                read(doctor.sees("pusher_internal:subscription_succeeded"))
                        .path("presence")
                        .path("hash");
        assertThat(hash.path(id("vera")).toString())
                .isEqualTo(
                        "{\"id\":%s,\"name\":\"Dr. Vera Vermeer\",\"role\":\"doctor\"}"
                                .formatted(id("vera")));
    }

    @Test
    void whoever_signs_out_hears_nothing_more() throws Exception {
        try (Visitor leaving = clinic.signedIn("dirk")) {
            listens(leaving, doctor, "private-appointments.doctor." + id("dirk"));
            leaving.posts("/api/logout", null);
            doctor.seesError(4009);
            doctor.closedWith(4009);
        }
    }

    private static JsonNode conversation(SeenMessage seen, Consultation one, String type) {
        JsonNode told = read(seen);
        assertThat(told.propertyNames())
                .containsExactlyInAnyOrder("conversation_id", "type", "data", "timestamp");
        assertThat(told.path("conversation_id").stringValue())
                .isEqualTo(one.conversationId().toString());
        assertThat(told.path("type").stringValue()).isEqualTo(type);
        assertThat(told.path("timestamp").stringValue()).matches(TIME);
        return told.path("data");
    }

    private static void listens(Visitor visitor, HubClient client, String channel)
            throws Exception {
        visitor.subscribes(client, channel).sees("pusher_internal:subscription_succeeded");
    }

    private String id(String login) {
        return Long.toString(clinic.person(login).id());
    }

    private static JsonNode read(SeenMessage seen) {
        return seen.data();
    }

    @Test
    void nobody_has_a_login_with_a_character_that_no_database_keeps() throws Exception {
        try (Visitor guest = clinic.guest()) {
            assertThat(guest.triesLogin("pi\0m").statusCode()).isEqualTo(401);
        }
    }
}

package io.belfry.example.clinic.live;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.example.clinic.care.Appointment;
import io.belfry.example.clinic.care.Consultation;
import io.belfry.example.clinic.people.People;
import io.belfry.example.clinic.people.Person;
import io.belfry.live.refresh.LiveRefresh;
import io.belfry.notifications.Notifier;

import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tells whom it concerns what was done: by an event for pages that show it, by a notification for
 * whoever did not do it, and by asking pages to fetch their lists again. To be called in the
 * transaction that does it.
 */
@Component
public class Announcements {
    private static final String APPOINTMENTS = "appointments";
    private static final String CONSULTATIONS = "consultations";

    private final Broadcaster broadcaster;
    private final Notifier notifier;
    private final LiveRefresh liveRefresh;
    private final People people;

    Announcements(
            Broadcaster broadcaster, Notifier notifier, LiveRefresh liveRefresh, People people) {
        this.broadcaster = broadcaster;
        this.notifier = notifier;
        this.liveRefresh = liveRefresh;
        this.people = people;
    }

    /** A patient has asked for an appointment: somebody at the clinic confirms it. */
    public void requested(Appointment appointment) {
        List<String> clinic = new ArrayList<>(people.staffOf(appointment.clinic().id()));
        clinic.add(id(appointment.doctor().id()));
        notifier.toUsers(
                clinic,
                new CareNotification.OfAppointment(
                        appointment, "Appointment requested", appointment.patient().name()));
        refresh(appointment, Set.of(APPOINTMENTS));
    }

    public void updated(Appointment appointment, AppointmentAction action, Person by) {
        broadcaster.broadcast(new AppointmentUpdated(appointment, action, now())).toOthers().send();
        String title =
                switch (action) {
                    case CONFIRMED -> "Appointment Confirmed";
                    case CANCELLED -> "Appointment Cancelled";
                    case REMINDER -> "Appointment Reminder";
                };
        List<String> concerned =
                List.of(appointment.patient().id(), appointment.doctor().id()).stream()
                        .filter(person -> person != by.id())
                        .map(Announcements::id)
                        .toList();
        notifier.toUsers(
                concerned, new CareNotification.OfAppointment(appointment, title, by.name()));
        refresh(appointment, Set.of(APPOINTMENTS, CONSULTATIONS));
    }

    public void updated(Consultation consultation, Person by) {
        broadcaster.broadcast(new ConsultationStatusChanged(consultation, now())).toOthers().send();
        String patient = id(consultation.patient().id());
        String doctor = id(consultation.doctor().id());
        String title =
                switch (consultation.status()) {
                    case PENDING -> "Consultation Planned";
                    case ACTIVE -> "Consultation Started";
                    case COMPLETED -> "Consultation Completed";
                    case CANCELLED -> "Consultation Cancelled";
                };
        notifier.toUser(
                by.id() == consultation.patient().id() ? doctor : patient,
                new CareNotification.OfConsultation(consultation, title));
        liveRefresh.notify(Set.of(CONSULTATIONS), List.of(patient, doctor), false);
    }

    /** A notification to see whether notifications arrive. */
    public void test(Person person) {
        notifier.toUser(id(person.id()), new CareNotification.Test());
    }

    private void refresh(Appointment appointment, Set<String> contexts) {
        List<String> all = new ArrayList<>(people.staffOf(appointment.clinic().id()));
        all.add(id(appointment.patient().id()));
        all.add(id(appointment.doctor().id()));
        liveRefresh.notify(contexts, all, false);
    }

    private static String id(long person) {
        return Long.toString(person);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}

package io.belfry.example.clinic.desk;

import io.belfry.example.clinic.care.Appointment;
import io.belfry.example.clinic.care.AppointmentStatus;
import io.belfry.example.clinic.care.Appointments;
import io.belfry.example.clinic.care.Refusal;
import io.belfry.example.clinic.care.Refusal.Kind;
import io.belfry.example.clinic.live.Announcements;
import io.belfry.example.clinic.live.AppointmentAction;
import io.belfry.example.clinic.people.People;
import io.belfry.example.clinic.people.Person;
import io.belfry.example.clinic.people.Role;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What is done with appointments. Each throws a {@link Refusal} when it is not done. */
@Service
@Transactional
public class AppointmentDesk {
    private static final int LONGEST_REASON = 200;

    private final Appointments appointments;
    private final ConsultationDesk consultations;
    private final People people;
    private final Announcements announcements;

    AppointmentDesk(
            Appointments appointments,
            ConsultationDesk consultations,
            People people,
            Announcements announcements) {
        this.appointments = appointments;
        this.consultations = consultations;
        this.people = people;
        this.announcements = announcements;
    }

    /** A patient asks for one. */
    public Appointment request(
            Person me, @Nullable Long doctor, @Nullable Instant startsAt, @Nullable String reason) {
        if (me.role() != Role.PATIENT) {
            throw new Refusal(Kind.FORBIDDEN, "Only patients ask for appointments.");
        }
        if (doctor == null || people.doctors().stream().noneMatch(each -> each.id() == doctor)) {
            throw new Refusal(Kind.INVALID, "There is no such doctor.");
        }
        if (startsAt == null || startsAt.isBefore(Instant.now())) {
            throw new Refusal(Kind.INVALID, "An appointment must be in the future.");
        }
        String about = reason == null ? "" : reason.strip();
        if (about.isEmpty()
                || about.length() > LONGEST_REASON
                || about.codePoints().anyMatch(AppointmentDesk::isNoCharacter)) {
            throw new Refusal(
                    Kind.INVALID,
                    "What it is about has 1 to %d characters, in one line."
                            .formatted(LONGEST_REASON));
        }
        Appointment asked =
                appointments.add(me, doctor, startsAt.truncatedTo(ChronoUnit.MINUTES), about);
        announcements.requested(asked);
        return asked;
    }

    private static boolean isNoCharacter(int codePoint) {
        // Half of a pair stands for nothing.
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE;
    }

    /** Makes it certain, and opens its consultation. */
    public Appointment confirm(Person me, long id) {
        arrangedBy(me, id);
        if (!appointments.confirm(id)) {
            throw already(find(me, id).status());
        }
        Appointment confirmed = find(me, id);
        consultations.open(confirmed);
        announcements.updated(confirmed, AppointmentAction.CONFIRMED, me);
        return confirmed;
    }

    /** Whomever it concerns may, unless they are at it or have been. */
    public Appointment cancel(Person me, long id) {
        Appointment planned = find(me, id);
        // First, so that nobody confirms it meanwhile and opens a consultation.
        if (!appointments.cancel(id)) {
            throw already(find(me, id).status());
        }
        consultations.cancelOf(planned, me);
        Appointment cancelled = find(me, id);
        announcements.updated(cancelled, AppointmentAction.CANCELLED, me);
        return cancelled;
    }

    /** Says again when it is. */
    public Appointment remind(Person me, long id) {
        Appointment planned = arrangedBy(me, id);
        if (planned.status() != AppointmentStatus.CONFIRMED) {
            throw new Refusal(Kind.CONFLICT, "It is %s.".formatted(word(planned.status())));
        }
        announcements.updated(planned, AppointmentAction.REMINDER, me);
        return planned;
    }

    private Appointment find(Person me, long id) {
        return appointments
                .find(id)
                .filter(each -> each.concerns(me))
                .orElseThrow(() -> new Refusal(Kind.MISSING, "There is no such appointment."));
    }

    private Appointment arrangedBy(Person me, long id) {
        Appointment appointment = find(me, id);
        if (me.role() == Role.PATIENT) {
            throw new Refusal(Kind.FORBIDDEN, "The clinic does that.");
        }
        return appointment;
    }

    private static Refusal already(AppointmentStatus status) {
        return new Refusal(Kind.CONFLICT, "It is %s already.".formatted(word(status)));
    }

    private static String word(AppointmentStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}

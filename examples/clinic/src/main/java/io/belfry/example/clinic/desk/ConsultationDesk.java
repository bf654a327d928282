package io.belfry.example.clinic.desk;

import io.belfry.example.clinic.care.Appointment;
import io.belfry.example.clinic.care.Consultation;
import io.belfry.example.clinic.care.ConsultationStatus;
import io.belfry.example.clinic.care.Consultations;
import io.belfry.example.clinic.care.Refusal;
import io.belfry.example.clinic.care.Refusal.Kind;
import io.belfry.example.clinic.live.Announcements;
import io.belfry.example.clinic.people.Person;
import io.belfry.live.chat.Chat;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What is done with consultations. Each throws a {@link Refusal} when it is not done. */
@Service
@Transactional
public class ConsultationDesk {
    private final Consultations consultations;
    private final Chat chat;
    private final Announcements announcements;

    ConsultationDesk(Consultations consultations, Chat chat, Announcements announcements) {
        this.consultations = consultations;
        this.chat = chat;
        this.announcements = announcements;
    }

    public Consultation find(Person me, long id) {
        return consultations
                .find(id)
                .filter(each -> each.isOf(me))
                .orElseThrow(() -> new Refusal(Kind.MISSING, "There is no such consultation."));
    }

    /** For its doctor to begin, to end and to call off. */
    public Consultation move(Person me, long id, ConsultationStatus to) {
        Consultation before = find(me, id);
        if (me.id() != before.doctor().id()) {
            throw new Refusal(Kind.FORBIDDEN, "The doctor does that.");
        }
        return move(me, before, to);
    }

    /** Of an appointment that was just confirmed; doctor and patient can write from now on. */
    void open(Appointment appointment) {
        UUID conversation =
                chat.open(
                                Long.toString(appointment.doctor().id()),
                                List.of(Long.toString(appointment.patient().id())),
                                appointment.reason())
                        .id();
        consultations.add(appointment.id(), conversation);
    }

    /** With its appointment; nothing where there was none yet. */
    void cancelOf(Appointment appointment, Person by) {
        consultations
                .ofAppointment(appointment.id())
                .filter(each -> each.status() != ConsultationStatus.CANCELLED)
                .ifPresent(each -> {
                    if (each.status() != ConsultationStatus.PENDING) {
                        throw refused(each, ConsultationStatus.CANCELLED);
                    }
                    move(by, each, ConsultationStatus.CANCELLED);
                });
    }

    private Consultation move(Person by, Consultation before, ConsultationStatus to) {
        if (!before.status().leadsTo(to) || !consultations.move(before, to, Instant.now())) {
            throw refused(before, to);
        }
        Consultation after = consultations.find(before.id()).orElseThrow();
        announcements.updated(after, by);
        return after;
    }

    private static Refusal refused(Consultation consultation, ConsultationStatus to) {
        return new Refusal(
                Kind.CONFLICT,
                "The consultation is %s, and cannot become %s."
                        .formatted(word(consultation.status()), word(to)));
    }

    private static String word(ConsultationStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}

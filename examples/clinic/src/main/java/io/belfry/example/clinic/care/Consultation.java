package io.belfry.example.clinic.care;

import io.belfry.example.clinic.people.Person;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * What a patient and a doctor talk about, from when an appointment is confirmed.
 *
 * @param conversationId of the chat in which they write
 * @param startedAt null before it has
 * @param endedAt null before it has
 */
public record Consultation(
        long id,
        long appointmentId,
        Named patient,
        Named doctor,
        Instant startsAt,
        String reason,
        UUID conversationId,
        ConsultationStatus status,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /** Whether somebody takes part in it: nobody else may know of it, not even the staff. */
    public boolean isOf(Person person) {
        return person.id() == patient.id() || person.id() == doctor.id();
    }
}

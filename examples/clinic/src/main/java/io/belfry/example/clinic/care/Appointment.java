package io.belfry.example.clinic.care;

import io.belfry.example.clinic.people.Person;

import java.time.Instant;

/** When a patient comes to a doctor. */
public record Appointment(
        long id,
        Named patient,
        Named doctor,
        Named clinic,
        Instant startsAt,
        String reason,
        AppointmentStatus status) {

    /** Whether somebody may know of it: its patient, its doctor, and the staff of the clinic. */
    public boolean concerns(Person person) {
        return switch (person.role()) {
            case PATIENT -> person.id() == patient.id();
            case DOCTOR -> person.id() == doctor.id();
            case STAFF -> person.worksAt(clinic.id());
        };
    }
}

package io.belfry.example.clinic.people;

/** What somebody does at a clinic. */
public enum Role {
    PATIENT,
    DOCTOR,
    STAFF
}

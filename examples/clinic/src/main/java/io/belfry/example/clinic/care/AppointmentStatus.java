package io.belfry.example.clinic.care;

/** What has become of an appointment so far. */
public enum AppointmentStatus {
    REQUESTED,
    CONFIRMED,
    CANCELLED
}

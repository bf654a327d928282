package io.belfry.example.clinic.live;

/** What has just been done about an appointment. */
public enum AppointmentAction {
    CONFIRMED,
    CANCELLED,
    REMINDER
}

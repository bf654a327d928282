package io.belfry.example.clinic.live;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.example.clinic.care.Appointment;
import io.belfry.example.clinic.care.AppointmentStatus;
import io.belfry.example.clinic.care.Named;

import java.time.Instant;
import java.util.List;

/** Something was done about an appointment: its patient and its doctor hear of it. */
@BroadcastName("appointment-updated")
@BroadcastOn({ClinicChannels.APPOINTMENTS, ClinicChannels.APPOINTMENTS_OF_DOCTOR})
public record AppointmentUpdated(Appointment appointment, AppointmentAction action, Instant at)
        implements BroadcastEvent {

    @Override
    public List<Channel> channels() {
        return List.of(
                new PrivateChannel("appointments." + appointment.patient().id()),
                new PrivateChannel("appointments.doctor." + appointment.doctor().id()));
    }

    @Override
    public Payload broadcastWith() {
        return new Payload(
                appointment.id(),
                action,
                appointment.status(),
                appointment.startsAt(),
                new Details(
                        appointment.patient(),
                        appointment.doctor(),
                        appointment.clinic(),
                        appointment.reason()),
                at);
    }

    record Payload(
            long id,
            AppointmentAction action,
            AppointmentStatus status,
            Instant appointmentDate,
            Details details,
            Instant timestamp) {}

    record Details(Named patient, Named doctor, Named clinic, String reason) {}
}

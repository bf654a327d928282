package io.belfry.example.clinic.live;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.example.clinic.care.Consultation;
import io.belfry.example.clinic.care.ConsultationStatus;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** A consultation has begun, is over, or will not be: whoever takes part hears of it. */
@BroadcastName("consultation-status-changed")
@BroadcastOn(ClinicChannels.CONSULTATION)
public record ConsultationStatusChanged(Consultation consultation, Instant at)
        implements BroadcastEvent {

    @Override
    public List<Channel> channels() {
        return List.of(new PrivateChannel("consultations." + consultation.id()));
    }

    @Override
    public Payload broadcastWith() {
        return new Payload(
                consultation.id(),
                consultation.status(),
                consultation.doctor().id(),
                consultation.patient().id(),
                consultation.startedAt(),
                consultation.endedAt(),
                at);
    }

    record Payload(
            long id,
            ConsultationStatus status,
            long doctorId,
            long patientId,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            Instant timestamp) {}
}

package io.belfry.example.studyplanner.relay;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.Channel;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.OffsetDateTime;
import java.util.List;

/** A pupil has begun to study, or has stopped: what the API tells, and what mentors hear of it. */
@BroadcastName("StudySessionUpdated")
@BroadcastOn(MentorChannels.MENTOR)
record StudySessionUpdated(@Positive long mentorId, @Valid @NotNull Session session)
        implements BroadcastEvent {

    record Session(
            @Positive long id,
            @Positive long pupilId,
            @NotNull @Size(max = 80) String subject,
            @Positive int plannedMinutes,
            @NotNull OffsetDateTime startedAt,
            @Nullable OffsetDateTime stoppedAt) {}

    @Override
    public List<Channel> channels() {
        return List.of(MentorChannels.of(mentorId));
    }

    @Override
    public Session broadcastWith() {
        return session;
    }
}

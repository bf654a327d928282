package io.belfry.example.studyplanner.api.sessions;

import org.jspecify.annotations.Nullable;

import java.time.OffsetDateTime;

/**
 * A study session, as its pupil and their mentor see it.
 *
 * @param id higher than those of all sessions before it
 * @param stoppedAt null while the pupil studies
 */
public record StudySession(
        long id,
        long pupilId,
        String subject,
        int plannedMinutes,
        OffsetDateTime startedAt,
        @Nullable OffsetDateTime stoppedAt) {}

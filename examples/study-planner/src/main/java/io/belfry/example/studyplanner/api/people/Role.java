package io.belfry.example.studyplanner.api.people;

/** What somebody may do here. */
public enum Role {
    /** Studies. */
    PUPIL,
    /** Sees what their own pupils do. */
    MENTOR
}

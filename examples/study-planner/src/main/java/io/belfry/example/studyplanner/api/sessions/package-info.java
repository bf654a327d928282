/** Study sessions: begun and stopped by pupils, seen by their mentors. */
@NullMarked
package io.belfry.example.studyplanner.api.sessions;

import org.jspecify.annotations.NullMarked;

/** The study planner's API: pupils, their mentors and their study sessions. */
@NullMarked
package io.belfry.example.studyplanner.api;

import org.jspecify.annotations.NullMarked;

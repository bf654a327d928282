/** The relay: takes what the API tells, and tells it to the browsers of mentors. */
@NullMarked
package io.belfry.example.studyplanner.relay;

import org.jspecify.annotations.NullMarked;

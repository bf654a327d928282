/** Who uses the study planner, and the tokens that they show. */
@NullMarked
package io.belfry.example.studyplanner.api.people;

import org.jspecify.annotations.NullMarked;

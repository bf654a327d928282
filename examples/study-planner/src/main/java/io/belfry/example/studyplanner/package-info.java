/** The study planner: three programs, and what starts them together. */
@NullMarked
package io.belfry.example.studyplanner;

import org.jspecify.annotations.NullMarked;

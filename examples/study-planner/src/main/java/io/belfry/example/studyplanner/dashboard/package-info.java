/** The pages, served by a program that knows nothing of anybody. */
@NullMarked
package io.belfry.example.studyplanner.dashboard;

import org.jspecify.annotations.NullMarked;

/** Who is let into courses. */
@NullMarked
package io.belfry.example.school.enrolment;

import org.jspecify.annotations.NullMarked;

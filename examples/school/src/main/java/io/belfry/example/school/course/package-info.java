/** Courses, and who may do what in them. */
@NullMarked
package io.belfry.example.school.course;

import org.jspecify.annotations.NullMarked;

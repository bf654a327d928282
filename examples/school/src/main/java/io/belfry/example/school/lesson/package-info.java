/** A lesson while it is held: slides, questions and polls. */
@NullMarked
package io.belfry.example.school.lesson;

import org.jspecify.annotations.NullMarked;

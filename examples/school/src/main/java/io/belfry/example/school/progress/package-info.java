/** How far students are, and what they answer. */
@NullMarked
package io.belfry.example.school.progress;

import org.jspecify.annotations.NullMarked;

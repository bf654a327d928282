/** Who uses the school, and how they sign in. */
@NullMarked
package io.belfry.example.school.people;

import org.jspecify.annotations.NullMarked;

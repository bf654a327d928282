/** Who uses the clinic, and how they sign in. */
@NullMarked
package io.belfry.example.clinic.people;

import org.jspecify.annotations.NullMarked;

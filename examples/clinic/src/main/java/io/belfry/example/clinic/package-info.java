/** The clinic: an application that a person can open and click through. */
@NullMarked
package io.belfry.example.clinic;

import org.jspecify.annotations.NullMarked;

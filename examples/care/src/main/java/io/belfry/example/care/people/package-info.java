/** Who uses the care service, and the tokens that they show. */
@NullMarked
package io.belfry.example.care.people;

import org.jspecify.annotations.NullMarked;

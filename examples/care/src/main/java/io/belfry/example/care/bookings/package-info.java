/** What parents book, and what trainers do then. */
@NullMarked
package io.belfry.example.care.bookings;

import org.jspecify.annotations.NullMarked;

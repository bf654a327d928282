/** Appointments and the consultations that come of them, and whom they concern. */
@NullMarked
package io.belfry.example.clinic.care;

import org.jspecify.annotations.NullMarked;

package io.belfry.example.clinic.people;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who uses the clinic.
 *
 * @param clinicId where they work; null for patients
 */
public record Person(long id, String name, Role role, @Nullable Long clinicId) {

    public boolean worksAt(long clinic) {
        return clinicId != null && clinicId == clinic;
    }
}

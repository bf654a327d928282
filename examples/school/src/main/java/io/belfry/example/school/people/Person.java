package io.belfry.example.school.people;

/** Somebody who uses the school. */
public record Person(long id, String name, Role role) {

    /** As notifications and live services know them. */
    public String userId() {
        return Long.toString(id);
    }

    /** As others see them. */
    public Named named() {
        return new Named(id, name);
    }

    /** All that others see of a person. */
    public record Named(long id, String name) {}
}

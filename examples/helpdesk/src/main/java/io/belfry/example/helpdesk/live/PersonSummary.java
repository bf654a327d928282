package io.belfry.example.helpdesk.live;

import io.belfry.example.helpdesk.people.Person;
import io.belfry.example.helpdesk.people.Role;

/** Who has done something. */
record PersonSummary(long id, String name, Role role) {

    static PersonSummary of(Person person) {
        return new PersonSummary(person.id(), person.name(), person.role());
    }
}

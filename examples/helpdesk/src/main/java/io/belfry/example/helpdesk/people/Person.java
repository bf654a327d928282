package io.belfry.example.helpdesk.people;

/** Somebody who uses the help desk. */
public record Person(long id, String name, Role role) {

    public boolean isCustomer() {
        return role == Role.CUSTOMER;
    }
}

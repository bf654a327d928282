package io.belfry.example.school.people;

/** What somebody does at the school. */
public enum Role {
    STUDENT,
    INSTRUCTOR,
    ADMIN
}

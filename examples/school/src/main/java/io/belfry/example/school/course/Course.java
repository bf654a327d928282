package io.belfry.example.school.course;

import io.belfry.example.school.people.Person;

import java.util.List;
import java.util.UUID;

/** A course, as those see it who are in it. */
public record Course(
        long id,
        String title,
        Person.Named instructor,
        UUID conversationId,
        List<LessonTitle> lessons) {

    /** Whether somebody teaches it. */
    public boolean isTaughtBy(Person person) {
        return instructor.id() == person.id();
    }

    /** One of its lessons, which are held live one after the other. */
    public record LessonTitle(long id, String title) {}
}

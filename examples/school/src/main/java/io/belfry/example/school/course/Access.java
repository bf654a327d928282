package io.belfry.example.school.course;

import io.belfry.example.school.course.Refusal.Kind;
import io.belfry.example.school.people.Person;
import io.belfry.example.school.people.Role;

import org.springframework.stereotype.Component;

/** Who may do what: each finds a course, or throws a {@link Refusal}. */
@Component
public class Access {
    private final Courses courses;

    Access(Courses courses) {
        this.courses = courses;
    }

    /** For whoever teaches or takes it. */
    public Course member(Person me, long course) {
        return member(me, find(course));
    }

    /** For whoever teaches it. */
    public Course instructor(Person me, long course) {
        return instructor(me, find(course));
    }

    /** For whoever teaches it, and the administrator. */
    public Course keeper(Person me, long course) {
        return me.role() == Role.ADMIN ? find(course) : instructor(me, course);
    }

    /** The course of a lesson, for whoever teaches or takes it. */
    public Course lessonMember(Person me, long lesson) {
        return member(me, ofLesson(lesson));
    }

    /** The course of a lesson, for whoever takes it. */
    public Course lessonStudent(Person me, long lesson) {
        Course course = ofLesson(lesson);
        if (!courses.isTakenBy(course, me)) {
            throw new Refusal(Kind.FORBIDDEN, "That is for students of the course.");
        }
        return course;
    }

    /** The course of a lesson, for whoever teaches it. */
    public Course lessonInstructor(Person me, long lesson) {
        return instructor(me, ofLesson(lesson));
    }

    private Course member(Person me, Course course) {
        if (!courses.isOf(course, me)) {
            throw new Refusal(Kind.FORBIDDEN, "You are not enrolled in this course.");
        }
        return course;
    }

    private static Course instructor(Person me, Course course) {
        if (!course.isTaughtBy(me)) {
            throw new Refusal(Kind.FORBIDDEN, "That is for the instructor of the course.");
        }
        return course;
    }

    private Course find(long id) {
        return courses.find(id)
                .orElseThrow(() -> new Refusal(Kind.MISSING, "There is no such course."));
    }

    private Course ofLesson(long id) {
        return courses.ofLesson(id)
                .orElseThrow(() -> new Refusal(Kind.MISSING, "There is no such lesson."));
    }
}

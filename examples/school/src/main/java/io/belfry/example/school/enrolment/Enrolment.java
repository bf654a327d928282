package io.belfry.example.school.enrolment;

import io.belfry.example.school.course.Access;
import io.belfry.example.school.course.Course;
import io.belfry.example.school.course.Courses;
import io.belfry.example.school.course.Refusal;
import io.belfry.example.school.course.Refusal.Kind;
import io.belfry.example.school.news.RealtimeService;
import io.belfry.example.school.news.SchoolNotification;
import io.belfry.example.school.people.People;
import io.belfry.example.school.people.Person;
import io.belfry.live.chat.Chat;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets students into courses, and into what is said there. */
@Service
@Transactional
public class Enrolment {
    private final Access access;
    private final Courses courses;
    private final People people;
    private final Chat chat;
    private final RealtimeService realtime;

    Enrolment(Access access, Courses courses, People people, Chat chat, RealtimeService realtime) {
        this.access = access;
        this.courses = courses;
        this.people = people;
        this.chat = chat;
        this.realtime = realtime;
    }

    /** By the instructor of the course, or the administrator. */
    public Person.Named enrol(Person me, long id, @Nullable Long studentId) {
        Course course = access.keeper(me, id);
        Person.Named student =
                people.students().stream()
                        .filter(each -> studentId != null && each.id() == studentId)
                        .findAny()
                        .orElseThrow(() -> new Refusal(Kind.INVALID, "There is no such student."));
        try {
            courses.enrol(course, student.id());
        } catch (DuplicateKeyException e) {
            throw new Refusal(Kind.CONFLICT, student.name() + " is enrolled already.", e);
        }
        chat.add(course.conversationId(), Long.toString(student.id()));
        realtime.notifyUser(
                student.id(),
                new SchoolNotification(
                        "You are enrolled", course.title(), "/#/courses/" + course.id()));
        realtime.happened(course, me, "enrolled", student.name() + " joined the course.");
        return student;
    }
}

package io.belfry.example.school.enrolment;

import io.belfry.example.school.course.Access;
import io.belfry.example.school.course.Course;
import io.belfry.example.school.course.Courses;
import io.belfry.example.school.people.People;
import io.belfry.example.school.people.Person;
import io.belfry.example.school.people.SignedIn;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** Courses, and who takes them. */
@RestController
@RequestMapping("/api/courses")
class CourseEndpoints {
    private final Courses courses;
    private final Access access;
    private final People people;
    private final Enrolment enrolment;

    CourseEndpoints(Courses courses, Access access, People people, Enrolment enrolment) {
        this.courses = courses;
        this.access = access;
        this.people = people;
        this.enrolment = enrolment;
    }

    /**
     * Who takes a course, and who else could.
     *
     * @param others students who do not take it
     */
    record Students(List<Person.Named> enrolled, List<Person.Named> others) {}

    record Enrol(@Nullable Long studentId) {}

    @GetMapping
    List<Course> list(@AuthenticationPrincipal SignedIn me) {
        return courses.of(me.person());
    }

    @GetMapping("/{id}")
    Course show(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        return access.member(me.person(), id);
    }

    @GetMapping("/{id}/students")
    Students students(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        List<Person.Named> enrolled = courses.students(access.keeper(me.person(), id));
        return new Students(
                enrolled,
                people.students().stream().filter(each -> !enrolled.contains(each)).toList());
    }

    @PostMapping("/{id}/students")
    @ResponseStatus(HttpStatus.CREATED)
    Person.Named enrol(
            @AuthenticationPrincipal SignedIn me, @PathVariable long id, @RequestBody Enrol enrol) {
        return enrolment.enrol(me.person(), id, enrol.studentId());
    }
}

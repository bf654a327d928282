package io.belfry.example.school.course;

import io.belfry.broadcasting.rule.ChannelRule;
import io.belfry.example.school.people.Person;
import io.belfry.example.school.people.SignedIn;
import io.belfry.spring.ChannelRulesCustomizer;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * The channels of the school, and who may listen to them. Those of notifications and of
 * conversations are guarded by what tells of these.
 */
@Component
public class CourseChannels {
    public static final String COURSE = "course.{course}";
    public static final String INSTRUCTOR = "course.{course}.instructor";
    public static final String USERS = "course.{course}.users";
    public static final String CLASS = "class.{lesson}.participants";
    public static final String FEED = "activity.course.{course}";

    private final Courses courses;

    CourseChannels(Courses courses) {
        this.courses = courses;
    }

    /** For a course that is not there nobody is let in. */
    @Bean
    static ChannelRulesCustomizer coursesById(Courses courses) {
        return rules ->
                rules.resolver(Course.class, Long.class, id -> courses.find(id).orElse(null));
    }

    @ChannelRule(COURSE)
    boolean mayFollow(SignedIn me, Course course) {
        return courses.isOf(course, me.person());
    }

    @ChannelRule(FEED)
    boolean mayReadFeed(SignedIn me, Course course) {
        return courses.isOf(course, me.person());
    }

    @ChannelRule(INSTRUCTOR)
    boolean mayWatchStudents(SignedIn me, Course course) {
        return course.isTaughtBy(me.person());
    }

    /** Who has a page of the course open: an id and a name, and nothing more of anybody. */
    @ChannelRule(USERS)
    Person.@Nullable Named mayMeet(SignedIn me, Course course) {
        return courses.isOf(course, me.person()) ? me.person().named() : null;
    }

    /** Who is in class. */
    @ChannelRule(CLASS)
    Person.@Nullable Named mayTakePart(SignedIn me, long lesson) {
        return courses.ofLesson(lesson)
                .filter(course -> courses.isOf(course, me.person()))
                .map(course -> me.person().named())
                .orElse(null);
    }
}

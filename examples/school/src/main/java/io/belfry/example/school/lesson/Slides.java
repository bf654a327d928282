package io.belfry.example.school.lesson;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.example.school.course.Access;
import io.belfry.example.school.course.Refusal;
import io.belfry.example.school.course.Refusal.Kind;
import io.belfry.example.school.people.Person;

import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;

/** The slides of lessons: the instructor shows one, and all see it. */
@Service
@Transactional
class Slides {
    private final JdbcClient database;
    private final Access access;
    private final Broadcaster broadcaster;

    Slides(JdbcClient database, Access access, Broadcaster broadcaster) {
        this.database = database;
        this.access = access;
        this.broadcaster = broadcaster;
    }

    record Slide(int number, String title, String body) {}

    /**
     * A lesson and the slide that is shown.
     *
     * @param version how often it has been another slide
     */
    record Shown(long id, long courseId, String title, int slide, long version) {}

    Shown shown(Person me, long lesson) {
        access.lessonMember(me, lesson);
        return database.sql("select id, course_id, title, slide, version from lesson where id = ?")
                .param(lesson)
                .query(Shown.class)
                .single();
    }

    List<Slide> of(Person me, long lesson) {
        access.lessonMember(me, lesson);
        return database.sql(
                        "select number, title, body from slide where lesson_id = ? order by number")
                .param(lesson)
                .query(DataClassRowMapper.newInstance(Slide.class))
                .list();
    }

    /** All see this one now. */
    Shown show(Person me, long lesson, int slide) {
        access.lessonInstructor(me, lesson);
        if (of(me, lesson).stream().noneMatch(each -> each.number() == slide)) {
            throw new Refusal(Kind.INVALID, "There is no such slide.");
        }
        database.sql(
                        """
                        update lesson set slide = :slide, version = version + 1
                        where id = :id and slide <> :slide
                        """)
                .param("slide", slide)
                .param("id", lesson)
                .update();
        Shown shown = shown(me, lesson);
        broadcaster
                .broadcast(new SlideShown(shown.courseId(), lesson, shown.slide(), shown.version()))
                .toOthers()
                .send();
        return shown;
    }
}

package io.belfry.example.school.lesson;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.example.school.course.Access;
import io.belfry.example.school.course.Course;
import io.belfry.example.school.course.Refusal;
import io.belfry.example.school.course.Refusal.Kind;
import io.belfry.example.school.course.Text;
import io.belfry.example.school.people.Person;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What students ask in class: all see it once the instructor has approved it. */
@Service
@Transactional
class Questions {
    private static final int LONGEST = 300;
    private static final String ALL =
            "select q.*, p.name from question q join person p on p.id = q.person_id ";

    private final JdbcClient database;
    private final Access access;
    private final Broadcaster broadcaster;

    Questions(JdbcClient database, Access access, Broadcaster broadcaster) {
        this.database = database;
        this.access = access;
        this.broadcaster = broadcaster;
    }

    enum Status {
        WAITING,
        APPROVED,
        REJECTED
    }

    record Question(long id, Person.Named by, String text, Status status) {}

    /** All for the instructor; for students their own, and those that are approved. */
    List<Question> of(Person me, long lesson) {
        Course course = access.lessonMember(me, lesson);
        return database.sql(
                        ALL
                                + """
                                where q.lesson_id = :lesson
                                and (:all or q.status = 'APPROVED' or q.person_id = :me)
                                order by q.id
                                """)
                .param("lesson", lesson)
                .param("all", course.isTaughtBy(me))
                .param("me", me.id())
                .query(Questions::question)
                .list();
    }

    Question ask(Person me, long lesson, @Nullable String text) {
        Course course = access.lessonStudent(me, lesson);
        String line = Text.line("The question", text, LONGEST);
        database.sql("insert into question (lesson_id, person_id, text) values (?, ?, ?)")
                .params(lesson, me.id(), line)
                .update();
        // The latest one of this person, who may have two pages.
        Question asked =
                database.sql(
                                ALL
                                        + "where q.lesson_id = ? and q.person_id = ?"
                                        + " and q.text = ? order by q.id desc limit 1")
                        .params(lesson, me.id(), line)
                        .query(Questions::question)
                        .single();
        broadcaster.broadcast(new QuestionAsked(course.id(), lesson, asked)).send();
        return asked;
    }

    /** The instructor lets all see it, or nobody. */
    Question moderate(Person me, long id, boolean approve) {
        long lesson =
                lessonOf(id).orElseThrow(() -> new Refusal(Kind.MISSING, "No such question."));
        access.lessonInstructor(me, lesson);
        int changed =
                database.sql("update question set status = ? where id = ? and status = 'WAITING'")
                        .params((approve ? Status.APPROVED : Status.REJECTED).name(), id)
                        .update();
        if (changed == 0) {
            throw new Refusal(Kind.CONFLICT, "That has been decided already.");
        }
        Question decided =
                database.sql(ALL + "where q.id = ?").param(id).query(Questions::question).single();
        broadcaster
                .broadcast(
                        approve
                                ? new QuestionApproved(lesson, decided)
                                : new QuestionRejected(lesson, decided))
                .send();
        return decided;
    }

    private Optional<Long> lessonOf(long id) {
        return database.sql("select lesson_id from question where id = ?")
                .param(id)
                .query(Long.class)
                .optional();
    }

    private static Question question(ResultSet row, int number) throws SQLException {
        return new Question(
                row.getLong("id"),
                new Person.Named(row.getLong("person_id"), row.getString("name")),
                row.getString("text"),
                Status.valueOf(row.getString("status")));
    }
}

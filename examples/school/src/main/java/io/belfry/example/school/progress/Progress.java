package io.belfry.example.school.progress;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.example.school.course.Access;
import io.belfry.example.school.course.Course;
import io.belfry.example.school.course.Refusal;
import io.belfry.example.school.course.Refusal.Kind;
import io.belfry.example.school.course.Text;
import io.belfry.example.school.news.RealtimeService;
import io.belfry.example.school.people.Person;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;

/** How far students are in lessons, and what they answer; their instructor sees it live. */
@Service
@Transactional
class Progress {
    private static final int ALL = 100;
    private static final int LONGEST_ANSWER = 100;

    private final JdbcClient database;
    private final Access access;
    private final Broadcaster broadcaster;
    private final RealtimeService realtime;

    Progress(
            JdbcClient database, Access access, Broadcaster broadcaster, RealtimeService realtime) {
        this.database = database;
        this.access = access;
        this.broadcaster = broadcaster;
        this.realtime = realtime;
    }

    /** How far a student is in a lesson, in percent. */
    record Reached(long lessonId, Person.Named student, int percent) {}

    /** What a student has answered. */
    record Answer(long quizId, Person.Named student, String answer, boolean correct) {}

    /**
     * A question to all students.
     *
     * @param mine what the asker has answered; null when nothing
     */
    record Quiz(long id, String question, @Nullable Answer mine) {}

    /** All that the instructor of a course watches. */
    record Overview(List<Reached> progress, List<Answer> answers) {}

    /** A student has read so much of a lesson; less than before changes nothing. */
    Reached reach(Person me, long lesson, int percent) {
        Course course = access.lessonStudent(me, lesson);
        if (percent < 0 || percent > ALL) {
            throw new Refusal(Kind.INVALID, "Progress is 0 to 100 percent.");
        }
        // One page of a student after the other.
        database.sql("select 1 from enrolment where course_id = ? and person_id = ? for update")
                .params(course.id(), me.id())
                .query(Integer.class)
                .single();
        int before = percentOf(me, lesson);
        if (percent <= before) {
            return new Reached(lesson, me.named(), Math.max(before, 0));
        }
        database.sql(
                        before < 0
                                ? "insert into progress (percent, lesson_id, person_id)"
                                        + " values (?, ?, ?)"
                                : "update progress set percent = ?"
                                        + " where lesson_id = ? and person_id = ?")
                .params(percent, lesson, me.id())
                .update();
        Reached reached = new Reached(lesson, me.named(), percent);
        broadcaster.broadcast(new LessonProgressUpdated(course.id(), reached)).send();
        if (percent == ALL) {
            realtime.happened(course, me, "finished", me.name() + " finished a lesson.");
        }
        return reached;
    }

    /** A student answers, once. */
    Answer answer(Person me, long quiz, @Nullable String text) {
        record Asked(long lessonId, String answer) {}
        Asked asked =
                database.sql("select lesson_id, answer from quiz where id = ?")
                        .param(quiz)
                        .query(Asked.class)
                        .optional()
                        .orElseThrow(() -> new Refusal(Kind.MISSING, "There is no such quiz."));
        Course course = access.lessonStudent(me, asked.lessonId());
        String given = Text.line("The answer", text, LONGEST_ANSWER);
        Answer answer = new Answer(quiz, me.named(), given, given.equalsIgnoreCase(asked.answer()));
        try {
            database.sql(
                            """
                            insert into quiz_answer (quiz_id, person_id, answer, correct)
                            values (?, ?, ?, ?)
                            """)
                    .params(quiz, me.id(), given, answer.correct())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Refusal(Kind.CONFLICT, "You have answered already.", e);
        }
        broadcaster.broadcast(new QuizAnswerSubmitted(course.id(), answer)).send();
        return answer;
    }

    @Transactional(readOnly = true)
    Overview overview(Person me, long course) {
        access.instructor(me, course);
        return new Overview(
                database.sql(
                                """
                                select g.lesson_id, g.percent, p.id, p.name
                                from progress g
                                join lesson l on l.id = g.lesson_id
                                join person p on p.id = g.person_id
                                where l.course_id = ? order by l.id, p.name
                                """)
                        .param(course)
                        .query((row, number) ->
                                new Reached(
                                        row.getLong("lesson_id"),
                                        new Person.Named(row.getLong("id"), row.getString("name")),
                                        row.getInt("percent")))
                        .list(),
                answers("l.course_id = ?", course));
    }

    @Transactional(readOnly = true)
    List<Quiz> quizzes(Person me, long lesson) {
        access.lessonMember(me, lesson);
        List<Answer> mine = answers("a.person_id = ?", me.id());
        return database.sql("select id, question from quiz where lesson_id = ? order by id")
                .param(lesson)
                .query((row, number) -> {
                    long id = row.getLong("id");
                    return new Quiz(
                            id,
                            row.getString("question"),
                            mine.stream()
                                    .filter(each -> each.quizId() == id)
                                    .findAny()
                                    .orElse(null));
                })
                .list();
    }

    /** How far a student is; 0 for the beginning. */
    @Transactional(readOnly = true)
    int mine(Person me, long lesson) {
        access.lessonMember(me, lesson);
        return Math.max(percentOf(me, lesson), 0);
    }

    private int percentOf(Person person, long lesson) {
        return database.sql("select percent from progress where lesson_id = ? and person_id = ?")
                .params(lesson, person.id())
                .query(Integer.class)
                .optional()
                .orElse(-1);
    }

    private List<Answer> answers(String which, long id) {
        return database.sql(
                        """
                        select a.*, p.name from quiz_answer a
                        join quiz q on q.id = a.quiz_id
                        join lesson l on l.id = q.lesson_id
                        join person p on p.id = a.person_id
                        where %s order by q.id, p.name
                        """
                                .formatted(which))
                .param(id)
                .query((row, number) ->
                        new Answer(
                                row.getLong("quiz_id"),
                                new Person.Named(row.getLong("person_id"), row.getString("name")),
                                row.getString("answer"),
                                row.getBoolean("correct")))
                .list();
    }
}

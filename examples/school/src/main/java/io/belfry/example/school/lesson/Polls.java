package io.belfry.example.school.lesson;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.example.school.course.Access;
import io.belfry.example.school.course.Refusal;
import io.belfry.example.school.course.Refusal.Kind;
import io.belfry.example.school.course.Text;
import io.belfry.example.school.people.Person;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;
import java.util.Objects;

/** Polls in class, with one vote for each person, which the database sees to. */
@Service
@Transactional
class Polls {
    private static final int LONGEST_QUESTION = 200;
    private static final int LONGEST_OPTION = 100;
    private static final int MOST_OPTIONS = 6;

    private final JdbcClient database;
    private final Access access;
    private final Broadcaster broadcaster;

    Polls(JdbcClient database, Access access, Broadcaster broadcaster) {
        this.database = database;
        this.access = access;
        this.broadcaster = broadcaster;
    }

    record Option(int number, String text, int votes) {}

    /** A poll and its results: votes are only ever added, so that more are later. */
    record Poll(long id, String question, boolean open, List<Option> options) {}

    /**
     * A poll as one person sees it.
     *
     * @param mine what this person has voted for; null for nothing yet
     */
    record Seen(Poll poll, @Nullable Integer mine) {}

    List<Seen> of(Person me, long lesson) {
        access.lessonMember(me, lesson);
        return database
                .sql("select id from poll where lesson_id = ? order by id")
                .param(lesson)
                .query((row, number) -> row.getLong("id"))
                .list()
                .stream()
                .map(id -> new Seen(poll(id), vote(me, id)))
                .toList();
    }

    Seen begin(Person me, long lesson, @Nullable String question, @Nullable List<String> options) {
        access.lessonInstructor(me, lesson);
        String asked = Text.line("The question", question, LONGEST_QUESTION);
        if (options == null || options.size() < 2 || options.size() > MOST_OPTIONS) {
            throw new Refusal(Kind.INVALID, "A poll has 2 to %d answers.".formatted(MOST_OPTIONS));
        }
        var key = new GeneratedKeyHolder();
        database.sql("insert into poll (lesson_id, question) values (?, ?)")
                .params(lesson, asked)
                .update(key, "id");
        long id = Objects.requireNonNull(key.getKey()).longValue();
        for (int i = 0; i < options.size(); i++) {
            database.sql("insert into poll_option (poll_id, number, text) values (?, ?, ?)")
                    .params(id, i + 1, Text.line("An answer", options.get(i), LONGEST_OPTION))
                    .update();
        }
        return told(me, lesson, id);
    }

    Seen vote(Person me, long id, int option) {
        Held held = lock(id);
        access.lessonStudent(me, held.lessonId());
        if (!held.open()) {
            throw new Refusal(Kind.CONFLICT, "The poll is closed.");
        }
        try {
            database.sql("insert into vote (poll_id, person_id, option_number) values (?, ?, ?)")
                    .params(id, me.id(), option)
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Refusal(Kind.CONFLICT, "You have voted already.", e);
        } catch (DataIntegrityViolationException e) {
            throw new Refusal(Kind.INVALID, "The poll has no such answer.", e);
        }
        return told(me, held.lessonId(), id);
    }

    Seen close(Person me, long id) {
        Held held = lock(id);
        access.lessonInstructor(me, held.lessonId());
        database.sql("update poll set open = false where id = ?").param(id).update();
        return told(me, held.lessonId(), id);
    }

    private record Held(long lessonId, boolean open) {}

    /** One vote is counted after the other, so that no count that is told misses one. */
    private Held lock(long id) {
        return database.sql("select lesson_id, open from poll where id = ? for update")
                .param(id)
                .query(Held.class)
                .optional()
                .orElseThrow(() -> new Refusal(Kind.MISSING, "There is no such poll."));
    }

    private Seen told(Person me, long lesson, long id) {
        Poll poll = poll(id);
        broadcaster.broadcast(new PollUpdated(lesson, poll)).toOthers().send();
        return new Seen(poll, vote(me, id));
    }

    private Poll poll(long id) {
        List<Option> options =
                database.sql(
                                """
                                select o.number, o.text, (
                                    select count(*) from vote v
                                    where v.poll_id = o.poll_id and v.option_number = o.number
                                ) as votes
                                from poll_option o where o.poll_id = ? order by o.number
                                """)
                        .param(id)
                        .query(DataClassRowMapper.newInstance(Option.class))
                        .list();
        return database.sql("select question, open from poll where id = ?")
                .param(id)
                .query((row, number) ->
                        new Poll(id, row.getString("question"), row.getBoolean("open"), options))
                .single();
    }

    private @Nullable Integer vote(Person me, long id) {
        return database.sql("select option_number from vote where poll_id = ? and person_id = ?")
                .params(id, me.id())
                .query(Integer.class)
                .optional()
                .orElse(null);
    }
}

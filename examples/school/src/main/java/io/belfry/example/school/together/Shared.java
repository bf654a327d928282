package io.belfry.example.school.together;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.example.school.course.Access;
import io.belfry.example.school.course.Refusal;
import io.belfry.example.school.course.Refusal.Kind;
import io.belfry.example.school.people.Person;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a class draws and writes together: entries in the one order that all pages have, kept so
 * that who comes late has all of them, and who was away those that were missed. What they mean only
 * pages know.
 */
@Service
@Transactional
class Shared {
    private static final int LONGEST = 200_000;
    private static final int PAGE = 500;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");
    private static final Pattern STROKE =
            Pattern.compile("\\{\"color\":\"#[0-9a-f]{6}\",\"points\":\\[[0-9.,]+]}");
    private static final String COLUMNS = "select number, entry_key as \"key\", person_id, data";

    private final JdbcClient database;
    private final Access access;
    private final Broadcaster broadcaster;

    Shared(JdbcClient database, Access access, Broadcaster broadcaster) {
        this.database = database;
        this.access = access;
        this.broadcaster = broadcaster;
    }

    /** At most 500, in their order; who gets so many asks for those after the last. */
    List<Entry> after(Person me, long lesson, SharedKind kind, long number) {
        access.lessonMember(me, lesson);
        return database.sql(
                        COLUMNS
                                + """
                                 from shared_entry
                                where lesson_id = ? and kind = ? and number > ?
                                order by number limit ?
                                """)
                .params(lesson, kind.name(), number, PAGE)
                .query(DataClassRowMapper.newInstance(Entry.class))
                .list();
    }

    /** Adds one; with a key that has been there already nothing, and it answers the first one. */
    Entry add(Person me, long lesson, SharedKind kind, @Nullable UUID key, @Nullable String data) {
        access.lessonMember(me, lesson);
        if (key == null) {
            throw new Refusal(Kind.INVALID, "key: it must be given.");
        }
        Pattern form = kind == SharedKind.BOARD ? STROKE : BASE64;
        if (data != null && data.length() > LONGEST) {
            throw new Refusal(Kind.INVALID, "That is too much at once.");
        }
        if (data == null || !form.matcher(data).matches()) {
            throw new Refusal(Kind.INVALID, "data: a stroke, or base64.");
        }
        long length =
                database.sql(
                                """
                                select length from shared
                                where lesson_id = ? and kind = ? for update
                                """)
                        .params(lesson, kind.name())
                        .query(Long.class)
                        .single();
        return database.sql(
                        COLUMNS
                                + """
                                 from shared_entry
                                where lesson_id = ? and kind = ? and entry_key = ?
                                """)
                .params(lesson, kind.name(), key)
                .query(Entry.class)
                .optional()
                .orElseGet(() ->
                        append(lesson, kind, new Entry(length + 1, key, me.id(), data), data));
    }

    private Entry append(long lesson, SharedKind kind, Entry entry, String data) {
        database.sql(
                        """
                        insert into shared_entry
                            (lesson_id, kind, number, entry_key, person_id, data)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(lesson, kind.name(), entry.number(), entry.key(), entry.personId(), data)
                .update();
        database.sql("update shared set length = ? where lesson_id = ? and kind = ?")
                .params(entry.number(), lesson, kind.name())
                .update();
        broadcaster.broadcast(new EntryAdded(lesson, kind, entry.told())).toOthers().send();
        return entry;
    }
}

package io.belfry.example.studyplanner.api.sessions;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.example.studyplanner.api.people.SignedIn;

import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Starting and stopping. What the mentor is told is written by the same transaction, into the
 * outbox, so that nobody waits for the relay, and it is told if and only if it happened.
 */
@Service
class StudySessions {
    private static final String SELECT =
            """
            select id, pupil_id, subject, planned_minutes, started_at, stopped_at
            from study_session
            """;

    private final JdbcClient database;
    private final Broadcaster broadcaster;

    StudySessions(JdbcClient database, Broadcaster broadcaster) {
        this.database = database;
        this.broadcaster = broadcaster;
    }

    record Pupil(long id, String name) {}

    List<Pupil> pupilsOf(SignedIn mentor) {
        return database.sql("select id, name from person where mentor_id = ? order by name")
                .param(mentor.id())
                .query(DataClassRowMapper.newInstance(Pupil.class))
                .list();
    }

    /** The last session of each pupil who has ever had one. */
    List<StudySession> lastOfPupilsOf(SignedIn mentor) {
        return database.sql(
                        SELECT
                                + """
                                where id in (
                                  select max(s.id) from study_session s
                                  join person p on p.id = s.pupil_id
                                  where p.mentor_id = ? group by s.pupil_id)
                                """)
                .param(mentor.id())
                .query(DataClassRowMapper.newInstance(StudySession.class))
                .list();
    }

    Optional<StudySession> lastOf(SignedIn pupil) {
        return database.sql(SELECT + "where pupil_id = ? order by id desc limit 1")
                .param(pupil.id())
                .query(DataClassRowMapper.newInstance(StudySession.class))
                .optional();
    }

    /** Two at the same time are one too many for the database. */
    @Transactional
    public StudySession start(SignedIn pupil, String subject, int minutes) {
        int begun =
                database.sql(
                                """
                                insert into study_session
                                  (pupil_id, subject, planned_minutes, started_at, studying_pupil_id)
                                select ?, ?, ?, ?, ? where not exists (
                                  select 1 from study_session where studying_pupil_id = ?)
                                """)
                        .params(pupil.id(), subject, minutes, now(), pupil.id(), pupil.id())
                        .update();
        if (begun == 0) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "Er is al een sessie bezig.");
        }
        return told(pupil, lastOf(pupil).orElseThrow());
    }

    /** Stopping what is stopped already changes nothing, and nobody is told. */
    @Transactional
    public StudySession stop(SignedIn pupil, long id) {
        int stopped =
                database.sql(
                                """
                                update study_session set stopped_at = ?, studying_pupil_id = null
                                where id = ? and studying_pupil_id = ?
                                """)
                        .params(now(), id, pupil.id())
                        .update();
        StudySession session =
                database.sql(SELECT + "where id = ? and pupil_id = ?")
                        .params(id, pupil.id())
                        .query(DataClassRowMapper.newInstance(StudySession.class))
                        .optional()
                        .orElseThrow(() ->
                                new ResponseStatusException(
                                        HttpStatus.NOT_FOUND, "Deze sessie bestaat niet."));
        return stopped == 0 ? session : told(pupil, session);
    }

    private StudySession told(SignedIn pupil, StudySession session) {
        long mentor =
                database.sql("select mentor_id from person where id = ?")
                        .param(pupil.id())
                        .query(Long.class)
                        .single();
        broadcaster.broadcast(new SessionReport(mentor, session)).send();
        return session;
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}

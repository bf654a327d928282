package io.belfry.example.care.bookings;

import io.belfry.example.care.people.SignedIn;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Bookings, sessions and what was noted in them, as somebody may see them: the office all, parents
 * those of their children, trainers those that are theirs.
 */
@Repository
class Schedules {
    private static final String SESSIONS =
            """
            select s.id, s.booking_id, c.name as child, p.name as parent, s.trainer_id,
                t.name as trainer, s.date, s.starts, s.ends, s.activity, s.place, s.activity_at,
                i.at as clocked_in_at, o.at as clocked_out_at
            from booking_schedule s
            join booking b on b.id = s.booking_id
            join child c on c.id = b.child_id
            join person p on p.id = c.parent_id
            left join person t on t.id = s.trainer_id
            left join time_entry i on i.schedule_id = s.id and i.kind = 'IN'
            left join time_entry o on o.schedule_id = s.id and o.kind = 'OUT'
            where (:all or c.parent_id = :me or s.trainer_id = :me)
            """;

    private final JdbcClient database;

    Schedules(JdbcClient database) {
        this.database = database;
    }

    record Session(
            long id,
            long bookingId,
            String child,
            String parent,
            @Nullable Long trainerId,
            @Nullable String trainer,
            LocalDate date,
            LocalTime starts,
            LocalTime ends,
            String activity,
            String place,
            @Nullable OffsetDateTime activityAt,
            @Nullable OffsetDateTime clockedInAt,
            @Nullable OffsetDateTime clockedOutAt) {

        boolean isInProgress() {
            return clockedInAt != null && clockedOutAt == null;
        }
    }

    record BookingView(
            long id,
            String child,
            String parent,
            String note,
            @Nullable OffsetDateTime paidAt,
            List<Session> sessions) {}

    private record Row(
            long id, String child, String parent, String note, @Nullable OffsetDateTime paidAt) {}

    record Log(long id, String text, OffsetDateTime createdAt, OffsetDateTime updatedAt) {}

    List<Session> from(SignedIn me, LocalDate first) {
        return sessions(me, "and s.date >= :value", first);
    }

    List<Session> on(SignedIn me, LocalDate date) {
        return sessions(me, "and s.date = :value", date);
    }

    /** One, or none if it is not for this person. */
    List<Session> one(SignedIn me, long id) {
        return sessions(me, "and s.id = :value", id);
    }

    /** The newest first. */
    List<BookingView> bookings(SignedIn me) {
        Map<Long, List<Session>> sessions =
                sessions(me, "and s.id <> :value", 0L).stream()
                        .collect(Collectors.groupingBy(Session::bookingId));
        return database
                .sql(
                        """
                        select b.id, c.name as child, p.name as parent, b.note, b.paid_at
                        from booking b
                        join child c on c.id = b.child_id
                        join person p on p.id = c.parent_id
                        where :all or c.parent_id = :me or exists (
                            select 1 from booking_schedule s
                            where s.booking_id = b.id and s.trainer_id = :me)
                        order by b.id desc
                        """)
                .param("all", me.isAdmin())
                .param("me", me.id())
                .query(DataClassRowMapper.newInstance(Row.class))
                .list()
                .stream()
                .map(row ->
                        new BookingView(
                                row.id(),
                                row.child(),
                                row.parent(),
                                row.note(),
                                row.paidAt(),
                                sessions.getOrDefault(row.id(), List.of())))
                .toList();
    }

    List<Log> logs(long session) {
        return database.sql(
                        """
                        select id, text, created_at, updated_at from activity_log
                        where schedule_id = ? order by id desc
                        """)
                .param(session)
                .query(DataClassRowMapper.newInstance(Log.class))
                .list();
    }

    private List<Session> sessions(SignedIn me, String which, Object value) {
        return database.sql(SESSIONS + which + " order by s.date, s.starts, s.id")
                .param("all", me.isAdmin())
                .param("me", me.id())
                .param("value", value)
                .query(DataClassRowMapper.newInstance(Session.class))
                .list();
    }
}

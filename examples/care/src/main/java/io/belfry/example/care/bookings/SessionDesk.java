package io.belfry.example.care.bookings;

import io.belfry.example.care.notices.Notices;
import io.belfry.example.care.notices.Notices.SessionEnded;
import io.belfry.example.care.notices.Notices.SessionStarted;
import io.belfry.example.care.notices.Notices.TrainerAssigned;
import io.belfry.example.care.people.Office;
import io.belfry.example.care.people.People;
import io.belfry.example.care.people.SignedIn;
import io.belfry.example.care.web.Refusal;
import io.belfry.live.refresh.LiveRefresh;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What is done with sessions, each in one transaction. What changes the session itself is told by
 * the entity; what is written beside it, time entries and logs, is told here.
 */
@Service
public class SessionDesk {
    private final EntityManager entities;
    private final JdbcClient database;
    private final People people;
    private final Notices notices;
    private final LiveRefresh liveRefresh;

    SessionDesk(
            EntityManager entities,
            JdbcClient database,
            People people,
            Notices notices,
            LiveRefresh liveRefresh) {
        this.entities = entities;
        this.database = database;
        this.people = people;
        this.notices = notices;
        this.liveRefresh = liveRefresh;
    }

    /** Gives a session to a trainer, who is not absent then, nor with another child. */
    @Transactional
    public void assign(long id, long trainerId) {
        SignedIn trainer = people.trainer(trainerId).orElseThrow(Refusal::notFound);
        BookingSchedule schedule = locked(id);
        if (Objects.equals(schedule.trainerId, trainerId)) {
            return;
        }
        requireFree(trainer, schedule);
        schedule.assign(trainerId);
        Booking booking = schedule.booking;
        notices.tell(
                List.of(booking.child().parentId(), trainerId),
                new TrainerAssigned(
                        booking.id(), trainer.name(), booking.child().name(), schedule.date));
    }

    /** The trainer is locked, so that two of the office do not give them two children at a time. */
    private void requireFree(SignedIn trainer, BookingSchedule schedule) {
        database.sql("select id from person where id = ? for update")
                .param(trainer.id())
                .query(Long.class)
                .single();
        boolean isTaken =
                database.sql(
                                """
                                select exists (
                                    select 1 from trainer_absence_request
                                    where trainer_id = :trainer and status = 'APPROVED'
                                    and :date between first_date and last_date)
                                or exists (
                                    select 1 from booking_schedule
                                    where trainer_id = :trainer and date = :date
                                    and starts < :ends and ends > :starts)
                                """)
                        .param("trainer", trainer.id())
                        .param("date", schedule.date)
                        .param("starts", schedule.starts)
                        .param("ends", schedule.ends)
                        .query(Boolean.class)
                        .single();
        if (isTaken) {
            throw Refusal.conflict(trainer.name() + " is absent or with another child then.");
        }
    }

    /** Clocks in or out; a second click changes nothing, and tells nobody. */
    @Transactional
    public void recordTimeEntry(SignedIn trainer, long id, EntryKind kind) {
        BookingSchedule schedule = own(trainer, id);
        if (!schedule.date.equals(Office.today())) {
            throw Refusal.conflict("That session is not today.");
        }
        if (has(id, kind)) {
            return;
        }
        if (kind == EntryKind.OUT && !has(id, EntryKind.IN)) {
            throw Refusal.conflict("Clock in first.");
        }
        database.sql("insert into time_entry (schedule_id, kind, at) values (?, ?, ?)")
                .params(id, kind.name(), Office.now())
                .update();
        Booking booking = schedule.booking;
        String child = booking.child().name();
        notices.tell(
                List.of(booking.child().parentId()),
                kind == EntryKind.IN
                        ? new SessionStarted(booking.id(), trainer.name(), child)
                        : new SessionEnded(booking.id(), trainer.name(), child));
        refresh(schedule, trainer);
    }

    private boolean has(long id, EntryKind kind) {
        return database.sql(
                        "select count(*) > 0 from time_entry where schedule_id = ? and kind = ?")
                .params(id, kind.name())
                .query(Boolean.class)
                .single();
    }

    /** "What I'm doing": the entity tells of it. */
    @Transactional
    public void updateCurrentActivity(SignedIn trainer, long id, String activity, String place) {
        BookingSchedule schedule = own(trainer, id);
        if (!has(id, EntryKind.IN) || has(id, EntryKind.OUT)) {
            throw Refusal.conflict("That session is not in progress.");
        }
        schedule.doing(activity, place);
    }

    @Transactional
    public void storeLog(SignedIn trainer, long id, String text) {
        BookingSchedule schedule = own(trainer, id);
        OffsetDateTime now = Office.now();
        database.sql(
                        """
                        insert into activity_log (schedule_id, text, created_at, updated_at)
                        values (?, ?, ?, ?)
                        """)
                .params(id, text, now, now)
                .update();
        refresh(schedule, trainer);
    }

    @Transactional
    public void updateLog(SignedIn trainer, long id, long log, String text) {
        BookingSchedule schedule = own(trainer, id);
        int changed =
                database.sql(
                                """
                                update activity_log set text = ?, updated_at = ?
                                where id = ? and schedule_id = ?
                                """)
                        .params(text, Office.now(), log, id)
                        .update();
        if (changed == 0) {
            throw Refusal.notFound();
        }
        refresh(schedule, trainer);
    }

    private void refresh(BookingSchedule schedule, SignedIn trainer) {
        String parent = Long.toString(schedule.booking.child().parentId());
        liveRefresh.notify(
                Set.of("bookings", "trainer_schedules"), List.of(parent, trainer.getName()), true);
    }

    private BookingSchedule own(SignedIn trainer, long id) {
        BookingSchedule schedule = locked(id);
        if (!Objects.equals(schedule.trainerId, trainer.id())) {
            throw Refusal.notFound();
        }
        return schedule;
    }

    private BookingSchedule locked(long id) {
        BookingSchedule schedule =
                entities.find(BookingSchedule.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (schedule == null) {
            throw Refusal.notFound();
        }
        return schedule;
    }
}

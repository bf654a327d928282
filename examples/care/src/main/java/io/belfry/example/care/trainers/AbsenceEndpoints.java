package io.belfry.example.care.trainers;

import io.belfry.example.care.notices.Notices;
import io.belfry.example.care.notices.Notices.AbsenceDecided;
import io.belfry.example.care.notices.Notices.AbsenceRequested;
import io.belfry.example.care.people.Office;
import io.belfry.example.care.people.People;
import io.belfry.example.care.people.SignedIn;
import io.belfry.example.care.trainers.TrainerAbsenceRequest.Status;
import io.belfry.example.care.web.Refusal;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.LocalDate;
import java.util.List;

/** When trainers would like not to come: they ask, and the office decides. */
@RestController
@RequestMapping("/api/v1/absences")
class AbsenceEndpoints {
    private final EntityManager entities;
    private final JdbcClient database;
    private final Notices notices;
    private final People people;

    AbsenceEndpoints(EntityManager entities, JdbcClient database, Notices notices, People people) {
        this.entities = entities;
        this.database = database;
        this.notices = notices;
        this.people = people;
    }

    record Absence(
            long id,
            long trainerId,
            String trainer,
            LocalDate firstDate,
            LocalDate lastDate,
            String reason,
            Status status) {}

    record Wish(
            @NotNull LocalDate firstDate,
            @NotNull LocalDate lastDate,
            @NotNull @Size(max = 500) String reason) {}

    record Decision(boolean approved) {}

    record Requested(long id) {}

    @GetMapping
    @PreAuthorize("hasAnyRole('ADMIN', 'TRAINER')")
    List<Absence> all(@AuthenticationPrincipal SignedIn me) {
        return database.sql(
                        """
                        select a.id, a.trainer_id, p.name as trainer, a.first_date, a.last_date,
                            a.reason, a.status
                        from trainer_absence_request a join person p on p.id = a.trainer_id
                        where (:all or a.trainer_id = :me) and a.last_date >= :today
                        order by a.first_date, a.id
                        """)
                .param("all", me.isAdmin())
                .param("me", me.id())
                .param("today", Office.today())
                .query(DataClassRowMapper.newInstance(Absence.class))
                .list();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasRole('TRAINER')")
    @Transactional
    Requested request(@AuthenticationPrincipal SignedIn me, @RequestBody @Valid Wish wish) {
        if (wish.firstDate().isBefore(Office.today())
                || !Office.isNear(wish.lastDate())
                || wish.lastDate().isBefore(wish.firstDate())) {
            throw Refusal.bad(
                    "An absence begins today or later, and ends after that, within two years.");
        }
        TrainerAbsenceRequest absence =
                new TrainerAbsenceRequest(
                        me.id(), wish.firstDate(), wish.lastDate(), wish.reason().strip());
        entities.persist(absence);
        notices.tell(
                people.admins(),
                new AbsenceRequested(me.name(), wish.firstDate(), wish.lastDate()));
        return new Requested(absence.id);
    }

    @PutMapping("/{id}/decision")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('ADMIN')")
    @Transactional
    void decide(@PathVariable long id, @RequestBody Decision decision) {
        TrainerAbsenceRequest absence = locked(id);
        if (absence.decide(decision.approved() ? Status.APPROVED : Status.REJECTED)) {
            notices.tell(
                    List.of(absence.trainerId),
                    new AbsenceDecided(absence.firstDate, absence.lastDate, decision.approved()));
        }
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('TRAINER')")
    @Transactional
    void withdraw(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        TrainerAbsenceRequest absence = locked(id);
        if (absence.trainerId != me.id()) {
            throw Refusal.notFound();
        }
        entities.remove(absence);
    }

    private TrainerAbsenceRequest locked(long id) {
        TrainerAbsenceRequest absence =
                entities.find(TrainerAbsenceRequest.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (absence == null) {
            throw Refusal.notFound();
        }
        return absence;
    }
}

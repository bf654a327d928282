package io.belfry.example.care.trainers;

import io.belfry.example.care.people.Office;
import io.belfry.example.care.people.People;
import io.belfry.example.care.people.Role;
import io.belfry.example.care.people.SignedIn;
import io.belfry.example.care.web.Refusal;
import io.belfry.live.refresh.LiveRefresh;

import jakarta.persistence.EntityManager;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** When trainers can come: day by day, or all days at once. */
@RestController
@RequestMapping("/api/v1")
class AvailabilityEndpoints {
    private final EntityManager entities;
    private final JdbcClient database;
    private final LiveRefresh liveRefresh;
    private final People people;

    AvailabilityEndpoints(
            EntityManager entities, JdbcClient database, LiveRefresh liveRefresh, People people) {
        this.entities = entities;
        this.database = database;
        this.liveRefresh = liveRefresh;
        this.people = people;
    }

    record Trainer(long id, String name) {}

    record Available(long trainerId, String trainer, LocalDate date) {}

    record Dates(@NotNull @Size(max = 366) Set<LocalDate> dates) {}

    @GetMapping("/trainers")
    @PreAuthorize("hasRole('ADMIN')")
    List<Trainer> trainers() {
        return people.all(Role.TRAINER).stream()
                .map(each -> new Trainer(each.id(), each.name()))
                .toList();
    }

    @GetMapping("/availability")
    @PreAuthorize("hasAnyRole('ADMIN', 'TRAINER')")
    List<Available> all(@AuthenticationPrincipal SignedIn me) {
        return database.sql(
                        """
                        select a.trainer_id, p.name as trainer, a.date from trainer_availability a
                        join person p on p.id = a.trainer_id
                        where (:all or a.trainer_id = :me) and a.date >= :today
                        order by a.date, p.name
                        """)
                .param("all", me.isAdmin())
                .param("me", me.id())
                .param("today", Office.today())
                .query(DataClassRowMapper.newInstance(Available.class))
                .list();
    }

    @PutMapping("/availability/{date}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('TRAINER')")
    @Transactional
    void add(@AuthenticationPrincipal SignedIn me, @PathVariable LocalDate date) {
        requireNear(date);
        if (on(me, date).isEmpty()) {
            entities.persist(new TrainerAvailability(me.id(), date));
        }
    }

    @DeleteMapping("/availability/{date}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('TRAINER')")
    @Transactional
    void remove(@AuthenticationPrincipal SignedIn me, @PathVariable LocalDate date) {
        requireNear(date);
        on(me, date).forEach(entities::remove);
    }

    private static void requireNear(LocalDate date) {
        if (!Office.isNear(date)) {
            throw Refusal.bad("A day is less than two years away.");
        }
    }

    private List<TrainerAvailability> on(SignedIn me, LocalDate date) {
        return entities.createQuery(
                        "from TrainerAvailability where trainerId = :me and date = :date",
                        TrainerAvailability.class)
                .setParameter("me", me.id())
                .setParameter("date", date)
                .getResultList();
    }

    /** Rows that no entity knows of: said once, and told once, when the transaction commits. */
    @PutMapping("/availability")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('TRAINER')")
    @Transactional
    void set(@AuthenticationPrincipal SignedIn me, @RequestBody @Valid Dates wish) {
        wish.dates().forEach(AvailabilityEndpoints::requireNear);
        database.sql("delete from trainer_availability where trainer_id = ?")
                .param(me.id())
                .update();
        for (LocalDate date : wish.dates()) {
            database.sql("insert into trainer_availability (trainer_id, date) values (?, ?)")
                    .params(me.id(), date)
                    .update();
        }
        liveRefresh.notify(
                Set.of("trainer_availability", "trainer_schedules"), List.of(me.getName()), true);
    }
}

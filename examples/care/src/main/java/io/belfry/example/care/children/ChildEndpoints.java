package io.belfry.example.care.children;

import io.belfry.example.care.notices.Notices;
import io.belfry.example.care.notices.Notices.ChecklistSubmitted;
import io.belfry.example.care.people.People;
import io.belfry.example.care.people.SignedIn;
import io.belfry.example.care.web.Refusal;
import io.belfry.live.refresh.LiveRefresh;

import jakarta.persistence.EntityManager;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

/** Children: their parents add them and fill in the checklist, the office reads it. */
@RestController
@RequestMapping("/api/v1/children")
class ChildEndpoints {
    private final EntityManager entities;
    private final JdbcClient database;
    private final People people;
    private final Notices notices;
    private final LiveRefresh liveRefresh;

    ChildEndpoints(
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

    record ChildView(
            long id,
            String name,
            String parent,
            String allergies,
            String emergencyContact,
            boolean maySwim,
            @Nullable OffsetDateTime submittedAt,
            boolean isReviewed) {}

    record NewChild(
            @NotBlank
                    @Size(max = 100)
                    @Pattern(
                            regexp = "\\P{Cntrl}*",
                            message = "has characters that nobody can read")
                    String name) {}

    record Checklist(
            @NotNull @Size(max = 500) String allergies,
            @NotBlank @Size(max = 200) String emergencyContact,
            boolean maySwim) {}

    @GetMapping
    List<ChildView> all(@AuthenticationPrincipal SignedIn me) {
        return database.sql(
                        """
                        select c.id, c.name, p.name as parent, c.allergies, c.emergency_contact,
                            c.may_swim, c.submitted_at, (:all and c.is_reviewed) as is_reviewed
                        from child c join person p on p.id = c.parent_id
                        where :all or c.parent_id = :me or exists (
                            select 1 from booking b join booking_schedule s on s.booking_id = b.id
                            where b.child_id = c.id and s.trainer_id = :me)
                        order by c.name, c.id
                        """)
                .param("all", me.isAdmin())
                .param("me", me.id())
                .query(DataClassRowMapper.newInstance(ChildView.class))
                .list();
    }

    record Added(long id) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasRole('PARENT')")
    @Transactional
    Added add(@AuthenticationPrincipal SignedIn me, @RequestBody @Valid NewChild wish) {
        Child child = new Child(me.id(), wish.name().strip());
        entities.persist(child);
        return new Added(child.id);
    }

    @PostMapping("/{id}/checklist")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('PARENT')")
    @Transactional
    void submit(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable long id,
            @RequestBody @Valid Checklist checklist) {
        Child child = own(me, id);
        child.submit(checklist.allergies(), checklist.emergencyContact(), checklist.maySwim());
        notices.tell(people.admins(), new ChecklistSubmitted(id, child.name, me.name()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('PARENT')")
    @Transactional
    void delete(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        entities.remove(own(me, id));
    }

    /** Concerns nobody but the office: no parent sees whether somebody has looked. */
    @PostMapping("/review")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('ADMIN')")
    @Transactional
    void reviewAll() {
        database.sql("update child set is_reviewed = true where submitted_at is not null").update();
        liveRefresh.notify(Set.of("children"), List.of(), true);
    }

    private Child own(SignedIn me, long id) {
        Child child = entities.find(Child.class, id);
        if (child == null || child.parentId != me.id()) {
            throw Refusal.notFound();
        }
        return child;
    }
}

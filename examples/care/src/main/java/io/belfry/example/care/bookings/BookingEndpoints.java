package io.belfry.example.care.bookings;

import io.belfry.example.care.bookings.Schedules.BookingView;
import io.belfry.example.care.children.Child;
import io.belfry.example.care.notices.Notices;
import io.belfry.example.care.notices.Notices.PaymentProcessed;
import io.belfry.example.care.people.Office;
import io.belfry.example.care.people.Role;
import io.belfry.example.care.people.SignedIn;
import io.belfry.example.care.web.Refusal;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.springframework.http.HttpStatus;
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

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/** Bookings: parents make, pay and cancel them. Who else must know, the entities say themselves. */
@RestController
@RequestMapping("/api/v1/bookings")
class BookingEndpoints {
    private final EntityManager entities;
    private final JdbcClient database;
    private final Schedules schedules;
    private final Notices notices;

    BookingEndpoints(
            EntityManager entities, JdbcClient database, Schedules schedules, Notices notices) {
        this.entities = entities;
        this.database = database;
        this.schedules = schedules;
        this.notices = notices;
    }

    record NewBooking(
            long childId,
            @NotNull @Size(max = 1000) String note,
            @NotNull LocalDate date,
            @NotNull LocalTime starts,
            @NotNull LocalTime ends,
            @Min(1) @Max(12) int weeks) {}

    record Booked(long id) {}

    @GetMapping
    List<BookingView> all(@AuthenticationPrincipal SignedIn me) {
        return schedules.bookings(me);
    }

    @GetMapping("/{id}")
    BookingView one(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        return schedules.bookings(me).stream()
                .filter(each -> each.id() == id)
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    /** Once a week; the child is locked, so that the same is not booked twice by a double click. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasRole('PARENT')")
    @Transactional
    Booked book(@AuthenticationPrincipal SignedIn me, @RequestBody @Valid NewBooking wish) {
        Child child = entities.find(Child.class, wish.childId(), LockModeType.PESSIMISTIC_WRITE);
        if (child == null || child.parentId() != me.id()) {
            throw Refusal.notFound();
        }
        if (!child.isReady()) {
            throw Refusal.conflict("Submit the checklist of " + child.name() + " first.");
        }
        if (wish.date().isBefore(Office.today())
                || !Office.isNear(wish.date())
                || !wish.starts().isBefore(wish.ends())) {
            throw Refusal.bad(
                    "A session is today or later, within two years, and ends after it starts.");
        }
        Booking booking = new Booking(child, wish.note().strip());
        for (int week = 0; week < wish.weeks(); week++) {
            LocalDate date = wish.date().plusWeeks(week);
            requireFree(child, date, wish);
            booking.schedule(date, wish.starts(), wish.ends());
        }
        entities.persist(booking);
        return new Booked(booking.id());
    }

    private void requireFree(Child child, LocalDate date, NewBooking wish) {
        boolean isTaken =
                database.sql(
                                """
                                select count(*) > 0 from booking_schedule s
                                join booking b on b.id = s.booking_id
                                where b.child_id = ? and s.date = ? and s.starts < ? and s.ends > ?
                                """)
                        .params(wish.childId(), date, wish.ends(), wish.starts())
                        .query(Boolean.class)
                        .single();
        if (isTaken) {
            throw Refusal.conflict("%s is booked then, on %s.".formatted(child.name(), date));
        }
    }

    /** Paid once, however often it is asked for. */
    @PostMapping("/{id}/payment")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('PARENT')")
    @Transactional
    void pay(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        Booking booking = locked(me, id);
        if (booking.pay()) {
            notices.tell(List.of(me.id()), new PaymentProcessed(id, booking.child().name()));
        }
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasAnyRole('PARENT', 'ADMIN')")
    @Transactional
    void cancel(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        entities.remove(locked(me, id));
    }

    private Booking locked(SignedIn me, long id) {
        Booking booking = entities.find(Booking.class, id, LockModeType.PESSIMISTIC_WRITE);
        boolean isForMe =
                booking != null
                        && (me.role() == Role.ADMIN || booking.child().parentId() == me.id());
        if (!isForMe) {
            throw Refusal.notFound();
        }
        return booking;
    }
}

package io.belfry.example.care.bookings;

import io.belfry.example.care.children.Child;
import io.belfry.example.care.people.Office;
import io.belfry.spring.jpa.RefreshesContexts;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * What a parent has booked for a child. It concerns the parent, all trainers of it, and the office.
 */
@Entity
@RefreshesContexts(
        value = "bookings",
        users = {"child.parentId", "schedules.trainerId"},
        admins = true)
public class Booking {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    @ManyToOne(fetch = FetchType.LAZY)
    Child child;

    String note = "";
    @Nullable OffsetDateTime paidAt;

    @OneToMany(mappedBy = "booking", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<BookingSchedule> schedules = new ArrayList<>();

    /** Made by Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Booking() {}

    public Booking(Child child, String note) {
        this.child = child;
        this.note = note;
    }

    public BookingSchedule schedule(LocalDate date, LocalTime starts, LocalTime ends) {
        BookingSchedule schedule = new BookingSchedule(this, date, starts, ends);
        schedules.add(schedule);
        return schedule;
    }

    /** False when it was paid before. */
    boolean pay() {
        boolean isFirst = paidAt == null;
        if (isFirst) {
            paidAt = Office.now();
        }
        return isFirst;
    }

    // Methods, as what is asked may be a stand-in of Hibernate's, which has nothing in its fields.

    long id() {
        return id;
    }

    Child child() {
        return child;
    }
}

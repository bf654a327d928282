package io.belfry.example.care.bookings;

import io.belfry.example.care.people.Office;
import io.belfry.spring.jpa.RefreshesContexts;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;

/**
 * One session of a booking. It concerns the parent, its trainer and the one before, and the office.
 */
@Entity
@RefreshesContexts(
        value = {"bookings", "trainer_schedules"},
        users = {"booking.child.parentId", "trainerId"},
        admins = true)
public class BookingSchedule {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    @ManyToOne(fetch = FetchType.LAZY)
    Booking booking;

    @Nullable Long trainerId;
    LocalDate date;
    LocalTime starts;
    LocalTime ends;
    String activity = "";
    String place = "";
    @Nullable OffsetDateTime activityAt;

    /** Made by Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected BookingSchedule() {}

    BookingSchedule(Booking booking, LocalDate date, LocalTime starts, LocalTime ends) {
        this.booking = booking;
        this.date = date;
        this.starts = starts;
        this.ends = ends;
    }

    public void assign(long trainer) {
        this.trainerId = trainer;
    }

    void doing(String activity, String place) {
        this.activity = activity;
        this.place = place;
        this.activityAt = Office.now();
    }
}

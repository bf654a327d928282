package io.belfry.booking;

import io.belfry.spring.jpa.RefreshesContexts;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** When somebody trains. */
@Entity
@RefreshesContexts(
        value = {"bookings", "trainer_schedules"},
        users = {"trainer", "booking.parentId"})
public class Schedule {
    @Id @GeneratedValue private Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    private Booking booking;

    @ManyToOne(fetch = FetchType.LAZY)
    private Trainer trainer;

    Schedule() {}

    Schedule(Booking booking, Trainer trainer) {
        this.booking = booking;
        this.trainer = trainer;
    }

    public Long getId() {
        return id;
    }

    public Booking getBooking() {
        return booking;
    }

    public Trainer getTrainer() {
        return trainer;
    }

    void setTrainer(Trainer other) {
        this.trainer = other;
    }
}

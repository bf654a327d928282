package io.belfry.example.care.trainers;

import io.belfry.spring.jpa.RefreshesContexts;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

import java.time.LocalDate;

/** A day on which a trainer can come. */
@Entity
@RefreshesContexts(
        value = {"trainer_availability", "trainer_schedules"},
        users = "trainerId",
        admins = true)
class TrainerAvailability {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    long trainerId;
    LocalDate date;

    /** Made by Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected TrainerAvailability() {}

    TrainerAvailability(long trainerId, LocalDate date) {
        this.trainerId = trainerId;
        this.date = date;
    }
}

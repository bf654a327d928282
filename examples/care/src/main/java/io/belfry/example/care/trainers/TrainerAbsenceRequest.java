package io.belfry.example.care.trainers;

import io.belfry.spring.jpa.RefreshesContexts;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

import java.time.LocalDate;

/** Days on which a trainer would like not to come. */
@Entity
@RefreshesContexts(
        value = {"trainer_availability", "trainer_schedules"},
        users = "trainerId",
        admins = true)
class TrainerAbsenceRequest {
    enum Status {
        PENDING,
        APPROVED,
        REJECTED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    long trainerId;
    LocalDate firstDate;
    LocalDate lastDate;
    String reason;

    @Enumerated(EnumType.STRING)
    Status status = Status.PENDING;

    /** Made by Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected TrainerAbsenceRequest() {}

    TrainerAbsenceRequest(long trainerId, LocalDate firstDate, LocalDate lastDate, String reason) {
        this.trainerId = trainerId;
        this.firstDate = firstDate;
        this.lastDate = lastDate;
        this.reason = reason;
    }

    /** False when it has been decided so before. */
    boolean decide(Status decision) {
        boolean isNew = status != decision;
        status = decision;
        return isNew;
    }
}

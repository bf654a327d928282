package io.belfry.example.clinic.api;

import io.belfry.example.clinic.care.Appointment;
import io.belfry.example.clinic.care.Appointments;
import io.belfry.example.clinic.desk.AppointmentDesk;
import io.belfry.example.clinic.people.People;
import io.belfry.example.clinic.people.SignedIn;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;

/** Appointments, for whomever they concern. */
@RestController
@RequestMapping("/api")
class AppointmentEndpoints {
    private final Appointments appointments;
    private final AppointmentDesk desk;
    private final People people;

    AppointmentEndpoints(Appointments appointments, AppointmentDesk desk, People people) {
        this.appointments = appointments;
        this.desk = desk;
        this.people = people;
    }

    @GetMapping("/doctors")
    List<People.Doctor> doctors() {
        return people.doctors();
    }

    @GetMapping("/appointments")
    List<Appointment> list(@AuthenticationPrincipal SignedIn me) {
        return appointments.of(me.person());
    }

    record Wish(@Nullable Long doctorId, @Nullable Instant startsAt, @Nullable String reason) {}

    @PostMapping("/appointments")
    @ResponseStatus(HttpStatus.CREATED)
    Appointment request(@AuthenticationPrincipal SignedIn me, @RequestBody Wish wish) {
        return desk.request(me.person(), wish.doctorId(), wish.startsAt(), wish.reason());
    }

    @PostMapping("/appointments/{id}/confirm")
    Appointment confirm(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        return desk.confirm(me.person(), id);
    }

    @PostMapping("/appointments/{id}/cancel")
    Appointment cancel(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        return desk.cancel(me.person(), id);
    }

    @PostMapping("/appointments/{id}/remind")
    Appointment remind(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        return desk.remind(me.person(), id);
    }
}

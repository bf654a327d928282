package io.belfry.example.clinic.api;

import io.belfry.example.clinic.care.Consultation;
import io.belfry.example.clinic.care.ConsultationStatus;
import io.belfry.example.clinic.care.Consultations;
import io.belfry.example.clinic.desk.ConsultationDesk;
import io.belfry.example.clinic.people.SignedIn;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** Consultations, for who takes part in them; what is said there is asked of the chat. */
@RestController
@RequestMapping("/api/consultations")
class ConsultationEndpoints {
    private final Consultations consultations;
    private final ConsultationDesk desk;

    ConsultationEndpoints(Consultations consultations, ConsultationDesk desk) {
        this.consultations = consultations;
        this.desk = desk;
    }

    @GetMapping
    List<Consultation> list(@AuthenticationPrincipal SignedIn me) {
        return consultations.of(me.person());
    }

    @GetMapping("/{id}")
    Consultation show(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        return desk.find(me.person(), id);
    }

    @PostMapping("/{id}/start")
    Consultation start(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        return desk.move(me.person(), id, ConsultationStatus.ACTIVE);
    }

    @PostMapping("/{id}/complete")
    Consultation complete(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        return desk.move(me.person(), id, ConsultationStatus.COMPLETED);
    }

    @PostMapping("/{id}/cancel")
    Consultation cancel(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        return desk.move(me.person(), id, ConsultationStatus.CANCELLED);
    }
}

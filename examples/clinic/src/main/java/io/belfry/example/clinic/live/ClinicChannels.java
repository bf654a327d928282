package io.belfry.example.clinic.live;

import io.belfry.broadcasting.rule.ChannelRule;
import io.belfry.example.clinic.care.Consultation;
import io.belfry.example.clinic.care.Consultations;
import io.belfry.example.clinic.people.Role;
import io.belfry.example.clinic.people.SignedIn;
import io.belfry.spring.ChannelRulesCustomizer;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * The channels of the clinic, and who may listen to them. Those of notifications and conversations
 * are guarded by what tells of these.
 */
@Component
class ClinicChannels {
    static final String APPOINTMENTS = "appointments.{user}";
    static final String APPOINTMENTS_OF_DOCTOR = "appointments.doctor.{doctor}";
    static final String CONSULTATION = "consultations.{consultation}";
    static final String CLINIC = "clinic.{clinic}";

    /** Made by Spring. */
    ClinicChannels() {}

    /** For a consultation that is not there nobody is let in. */
    @Bean
    static ChannelRulesCustomizer consultationsById(Consultations consultations) {
        return rules ->
                rules.resolver(
                        Consultation.class, Long.class, id -> consultations.find(id).orElse(null));
    }

    @ChannelRule(APPOINTMENTS)
    boolean mayHear(SignedIn me, long user) {
        return me.person().id() == user;
    }

    @ChannelRule(APPOINTMENTS_OF_DOCTOR)
    boolean mayHearAsDoctor(SignedIn me, long doctor) {
        return me.person().role() == Role.DOCTOR && me.person().id() == doctor;
    }

    @ChannelRule(CONSULTATION)
    boolean mayFollow(SignedIn me, Consultation consultation) {
        return consultation.isOf(me.person());
    }

    /** Who works at a clinic sees who else is there: names and roles, and nothing more of them. */
    @ChannelRule(CLINIC)
    @Nullable Colleague mayMeet(SignedIn me, long clinic) {
        return me.person().worksAt(clinic)
                ? new Colleague(me.person().id(), me.person().name(), me.person().role())
                : null;
    }

    record Colleague(long id, String name, Role role) {}
}

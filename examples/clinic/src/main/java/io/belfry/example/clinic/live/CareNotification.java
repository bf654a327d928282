package io.belfry.example.clinic.live;

import io.belfry.example.clinic.care.Appointment;
import io.belfry.example.clinic.care.Consultation;
import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Notification;
import io.belfry.notifications.content.NotificationType;

import java.util.Map;

/** What stands in people's bells. */
sealed interface CareNotification extends Notification {

    /** Something was done about an appointment. */
    @NotificationType("appointment_update")
    record OfAppointment(Appointment appointment, String title, String by)
            implements CareNotification {
        @Override
        public Content content() {
            return Content.of(title)
                    .withMessage(appointment.reason() + " · " + by)
                    .withActionUrl("/#/appointments")
                    // Pages write times as their user does.
                    .withData(Map.of("at", appointment.startsAt().toString()));
        }
    }

    /** A consultation has another status. */
    @NotificationType("consultation_update")
    record OfConsultation(Consultation consultation, String title) implements CareNotification {
        @Override
        public Content content() {
            return Content.of(title)
                    .withMessage(consultation.reason() + " · " + consultation.doctor().name())
                    .withActionUrl("/#/consultations/" + consultation.id());
        }
    }

    /** To see whether notifications arrive. */
    @NotificationType("test")
    record Test() implements CareNotification {
        @Override
        public Content content() {
            return Content.of("Test Notification").withMessage("This is a test broadcast");
        }
    }
}

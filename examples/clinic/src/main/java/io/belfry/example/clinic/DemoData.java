package io.belfry.example.clinic;

import io.belfry.example.clinic.care.Appointment;
import io.belfry.example.clinic.care.Consultation;
import io.belfry.example.clinic.care.ConsultationStatus;
import io.belfry.example.clinic.care.Consultations;
import io.belfry.example.clinic.desk.AppointmentDesk;
import io.belfry.example.clinic.desk.ConsultationDesk;
import io.belfry.example.clinic.people.People;
import io.belfry.example.clinic.people.Person;
import io.belfry.example.clinic.people.Role;
import io.belfry.live.chat.Chat;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/** Fills an empty clinic with people to be, and says who they are. */
@Component
class DemoData implements ApplicationRunner {
    private static final String PASSWORD = "clinic";
    private static final ZoneId ZONE = ZoneId.systemDefault();
    private static final LocalTime MORNING = LocalTime.of(9, 30);
    private static final String CANAL = "Canal Clinic";
    private static final String HARBOUR = "Harbour Clinic";
    private static final List<Account> ACCOUNTS =
            List.of(
                    new Account("pim", "Pim Patient", Role.PATIENT, null),
                    new Account("paula", "Paula Patient", Role.PATIENT, null),
                    new Account("vera", "Dr. Vera Vermeer", Role.DOCTOR, CANAL),
                    new Account("stella", "Stella Staff", Role.STAFF, CANAL),
                    new Account("simon", "Simon Staff", Role.STAFF, CANAL),
                    new Account("dirk", "Dr. Dirk Bakker", Role.DOCTOR, HARBOUR),
                    new Account("hanna", "Hanna Staff", Role.STAFF, HARBOUR));

    private final JdbcClient database;
    private final PasswordEncoder passwords;
    private final People people;
    private final AppointmentDesk appointments;
    private final ConsultationDesk desk;
    private final Consultations consultations;
    private final Chat chat;
    private final WebServerApplicationContext context;
    private final PrintStream out = System.out;

    DemoData(
            JdbcClient database,
            PasswordEncoder passwords,
            People people,
            AppointmentDesk appointments,
            ConsultationDesk desk,
            Consultations consultations,
            Chat chat,
            WebServerApplicationContext context) {
        this.database = database;
        this.passwords = passwords;
        this.people = people;
        this.appointments = appointments;
        this.desk = desk;
        this.consultations = consultations;
        this.chat = chat;
        this.context = context;
    }

    private record Account(String login, String name, Role role, @Nullable String clinic) {}

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (people.doctors().isEmpty()) {
            fill();
        }
        int port = Objects.requireNonNull(context.getWebServer()).getPort();
        out.println();
        out.println("The clinic is open at http://localhost:" + port);
        out.println();
        for (Account each : ACCOUNTS) {
            String where = each.clinic() == null ? "" : ", " + each.clinic();
            out.printf("  %-8s %s  %s%s%n", each.login(), PASSWORD, each.name(), where);
        }
        out.println();
        out.println("Sign in as one of them in this browser and as another in a private window.");
    }

    private void fill() {
        for (String clinic : List.of(CANAL, HARBOUR)) {
            database.sql("insert into clinic (name) values (?)").param(clinic).update();
        }
        for (Account each : ACCOUNTS) {
            database.sql(
                            """
                            insert into person (login, password, name, role, clinic_id)
                            values (:login, :password, :name, :role,
                                    (select id from clinic where name = :clinic))
                            """)
                    .param("login", each.login())
                    .param("password", passwords.encode(PASSWORD))
                    .param("name", each.name())
                    .param("role", each.role().name())
                    .param("clinic", each.clinic())
                    .update();
        }
        Person pim = person("pim");
        Person vera = person("vera");
        Consultation headache = confirmed(pim, vera, "Headaches", 1);
        say(vera, headache, "Good morning! How are the headaches?");
        say(pim, headache, "Better since I drink more water, thank you.");
        Consultation knee = confirmed(person("paula"), vera, "A sore knee", 2);
        desk.move(vera, knee.id(), ConsultationStatus.ACTIVE);
        desk.move(vera, knee.id(), ConsultationStatus.COMPLETED);
        request(pim, person("dirk"), "Travel vaccination", 3);
    }

    private Consultation confirmed(Person patient, Person doctor, String reason, int inDays) {
        Appointment asked = request(patient, doctor, reason, inDays);
        appointments.confirm(doctor, asked.id());
        return consultations.ofAppointment(asked.id()).orElseThrow();
    }

    private Appointment request(Person patient, Person doctor, String reason, int inDays) {
        Instant at = LocalDate.now(ZONE).plusDays(inDays).atTime(MORNING).atZone(ZONE).toInstant();
        return appointments.request(patient, doctor.id(), at, reason);
    }

    private void say(Person person, Consultation consultation, String message) {
        String id = Long.toString(person.id());
        chat.send(id, consultation.conversationId(), message, message.replace(' ', '-'));
    }

    private Person person(String login) {
        return people.loadUserByUsername(login).person();
    }
}

package io.belfry.example.care;

import io.belfry.example.care.bookings.Booking;
import io.belfry.example.care.bookings.BookingSchedule;
import io.belfry.example.care.children.Child;
import io.belfry.example.care.people.Office;
import io.belfry.example.care.people.People;
import io.belfry.example.care.people.Role;

import jakarta.persistence.EntityManager;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.io.PrintStream;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Fills an empty care service with people to be, and says who they are. */
@Component
class DemoData implements ApplicationRunner {
    private static final String PASSWORD = "care";
    private static final int WEEKS = 4;
    private static final int DAYS = 28;
    private static final List<Account> ACCOUNTS =
            List.of(
                    new Account("anna", "Anna Office", Role.ADMIN),
                    new Account("paula", "Paula Parent", Role.PARENT),
                    new Account("peter", "Peter Parent", Role.PARENT),
                    new Account("tom", "Tom Trainer", Role.TRAINER),
                    new Account("tina", "Tina Trainer", Role.TRAINER));

    private final JdbcClient database;
    private final EntityManager entities;
    private final People people;
    private final WebServerApplicationContext context;
    private final PrintStream out = System.out;

    DemoData(
            JdbcClient database,
            EntityManager entities,
            People people,
            WebServerApplicationContext context) {
        this.database = database;
        this.entities = entities;
        this.people = people;
        this.context = context;
    }

    private record Account(String login, String name, Role role) {}

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (people.admins().isEmpty()) {
            fill();
        }
        int port = Objects.requireNonNull(context.getWebServer()).getPort();
        out.println();
        out.println("The care service is open at http://localhost:" + port);
        out.println();
        for (Account each : ACCOUNTS) {
            out.printf("  %-8s %s  %s%n", each.login(), PASSWORD, each.name());
        }
        out.println();
        out.println("Sign in as one of them in this browser and as another in a private window.");
    }

    /** One child of each parent, with sessions from today on, of which Tom has some. */
    private void fill() {
        Map<String, Long> ids = new HashMap<>();
        for (Account each : ACCOUNTS) {
            ids.put(each.login(), people.add(each.login(), PASSWORD, each.name(), each.role()));
        }
        LocalDate today = Office.today();
        book(child(ids.get("paula"), "Mia"), "After school, at home.", today, 15, ids.get("tom"));
        book(child(ids.get("peter"), "Noah"), "Swimming, please.", today.plusDays(1), 10, null);
        for (int day = 0; day < DAYS; day++) {
            database.sql("insert into trainer_availability (trainer_id, date) values (?, ?)")
                    .param(ids.get(day % 2 == 0 ? "tom" : "tina"))
                    .param(today.plusDays(day))
                    .update();
        }
    }

    private Child child(@Nullable Long parent, String name) {
        Child child = new Child(Objects.requireNonNull(parent), name);
        child.submit("none", "Grandma, 555 0199", true);
        entities.persist(child);
        return child;
    }

    private void book(Child child, String note, LocalDate first, int hour, @Nullable Long trainer) {
        Booking booking = new Booking(child, note);
        for (int week = 0; week < WEEKS; week++) {
            BookingSchedule session =
                    booking.schedule(
                            first.plusWeeks(week),
                            LocalTime.of(hour, 0),
                            LocalTime.of(hour + 2, 0));
            if (trainer != null) {
                session.assign(trainer);
            }
        }
        entities.persist(booking);
    }
}

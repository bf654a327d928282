package io.belfry.example.helpdesk;

import io.belfry.example.helpdesk.desk.TicketDesk;
import io.belfry.example.helpdesk.people.Office;
import io.belfry.example.helpdesk.people.People;
import io.belfry.example.helpdesk.people.Role;
import io.belfry.example.helpdesk.tickets.Ticket;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.io.PrintStream;
import java.util.List;
import java.util.Objects;

/** Fills an empty help desk with people to be, and says who they are. */
@Component
class DemoData implements ApplicationRunner {
    private static final String PASSWORD = "helpdesk";
    private static final List<Account> ACCOUNTS =
            List.of(
                    new Account("carla", "Carla Customer", Role.CUSTOMER, List.of()),
                    new Account("carlos", "Carlos Customer", Role.CUSTOMER, List.of()),
                    new Account("ada", "Ada Agent", Role.AGENT, List.of("Billing")),
                    new Account("abel", "Abel Agent", Role.AGENT, List.of("Technical support")),
                    new Account("root", "Rosa Admin", Role.ADMIN, List.of()));

    private final JdbcClient database;
    private final PasswordEncoder passwords;
    private final People people;
    private final TicketDesk desk;
    private final WebServerApplicationContext context;
    private final PrintStream out = System.out;

    DemoData(
            JdbcClient database,
            PasswordEncoder passwords,
            People people,
            TicketDesk desk,
            WebServerApplicationContext context) {
        this.database = database;
        this.passwords = passwords;
        this.people = people;
        this.desk = desk;
        this.context = context;
    }

    private record Account(String login, String name, Role role, List<String> offices) {}

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (people.offices().isEmpty()) {
            fill();
        }
        int port = Objects.requireNonNull(context.getWebServer()).getPort();
        out.println();
        out.println("The help desk is open at http://localhost:" + port);
        out.println();
        for (Account each : ACCOUNTS) {
            out.printf(
                    "  %-8s %s  %s%n",
                    each.login(), PASSWORD, each.name() + inOffices(each.offices()));
        }
        out.println();
        out.println("Sign in as one of them in this browser and as another in a private window.");
    }

    private static String inOffices(List<String> offices) {
        return offices.isEmpty() ? "" : ", " + String.join(", ", offices);
    }

    private void fill() {
        for (String office : List.of("Billing", "Technical support")) {
            database.sql("insert into office (name) values (?)").param(office).update();
        }
        for (Account each : ACCOUNTS) {
            database.sql("insert into person (login, password, name, role) values (?, ?, ?, ?)")
                    .params(
                            each.login(),
                            passwords.encode(PASSWORD),
                            each.name(),
                            each.role().name())
                    .update();
            for (String office : each.offices()) {
                database.sql(
                                """
                                insert into office_agent (office_id, person_id)
                                select o.id, p.id from office o, person p
                                where o.name = ? and p.login = ?
                                """)
                        .params(office, each.login())
                        .update();
            }
        }
        open("carla", "Billing", "I was charged twice", "My card shows 40 euros, two times.");
        Ticket ticket =
                open("carla", "Technical support", "The app shows nothing", "Since this morning.");
        desk.reply(
                people.loadUserByUsername("abel").person(),
                ticket.uuid(),
                "Which version do you use?",
                false,
                List.of());
        open("carlos", "Billing", "An invoice with our new address", "We have moved.");
    }

    private Ticket open(String login, String office, String subject, String message) {
        long id =
                people.offices().stream()
                        .filter(each -> each.name().equals(office))
                        .map(Office::id)
                        .findFirst()
                        .orElseThrow();
        return desk.open(
                people.loadUserByUsername(login).person(), subject, id, message, List.of());
    }
}

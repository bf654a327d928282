package io.belfry.example.helpdesk;

import io.belfry.example.helpdesk.desk.TicketDesk;
import io.belfry.example.helpdesk.people.Office;
import io.belfry.example.helpdesk.people.People;
import io.belfry.example.helpdesk.people.Person;
import io.belfry.example.helpdesk.tickets.Ticket;
import io.belfry.example.helpdesk.tickets.Tickets;
import io.belfry.hub.Hub;
import io.belfry.protocol.AppKey;
import io.belfry.testkit.HubClient;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** The application on free ports, with the people that it comes with. */
final class GivenHelpdesk implements AutoCloseable {
    private static final AppKey KEY = new AppKey("helpdesk-key", "helpdesk-secret");

    private final ConfigurableApplicationContext context;

    private GivenHelpdesk(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static GivenHelpdesk inMemory() {
        return on(
                "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    /** With another database. */
    static GivenHelpdesk on(String... database) {
        Stream<String> usual =
                Stream.of(
                        "--server.port=0",
                        "--belfry.hub.host=127.0.0.1",
                        "--belfry.hub.port=0",
                        "--belfry.hub.grace=1s");
        String[] all = Stream.concat(usual, Stream.of(database)).toArray(String[]::new);
        return new GivenHelpdesk(SpringApplication.run(HelpdeskApplication.class, all));
    }

    /** Somebody with a browser who has signed in. */
    Visitor signedIn(String login) throws Exception {
        return new Visitor(webPort()).signsIn(login);
    }

    /** Somebody who has not. */
    Visitor guest() {
        return new Visitor(webPort());
    }

    HubClient hubClient() {
        return HubClient.of("127.0.0.1", context.getBean(Hub.class).port(), KEY);
    }

    private int webPort() {
        return Integer.parseInt(
                Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
    }

    Ticket ticket(String creator, String office) {
        return context.getBean(TicketDesk.class)
                .open(person(creator), "Help", office(office), "Please.", List.of());
    }

    Ticket reloaded(Ticket ticket) {
        return context.getBean(Tickets.class).find(ticket.uuid()).orElseThrow();
    }

    /** As it is when an agent has left the office since: the desk itself would refuse it. */
    void assign(Ticket ticket, String agent) {
        context.getBean(JdbcClient.class)
                .sql("update ticket set assigned_to_id = ? where id = ?")
                .params(person(agent).id(), ticket.id())
                .update();
    }

    Person person(String login) {
        return context.getBean(People.class).loadUserByUsername(login).person();
    }

    long office(String name) {
        return context.getBean(People.class).offices().stream()
                .filter(each -> each.name().equals(name))
                .map(Office::id)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        context.close();
    }
}

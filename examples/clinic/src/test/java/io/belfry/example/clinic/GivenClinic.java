package io.belfry.example.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.example.clinic.care.Appointment;
import io.belfry.example.clinic.care.Consultation;
import io.belfry.example.clinic.care.Consultations;
import io.belfry.example.clinic.desk.AppointmentDesk;
import io.belfry.example.clinic.people.People;
import io.belfry.example.clinic.people.Person;
import io.belfry.hub.Hub;
import io.belfry.protocol.AppKey;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.Visitor;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The application on free ports, with the people that it comes with. */
final class GivenClinic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final AppKey KEY = new AppKey("clinic-key", "clinic-secret");

    private final ConfigurableApplicationContext context;
    private final AtomicInteger hours = new AtomicInteger(1000);

    private GivenClinic(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static GivenClinic inMemory(String... options) {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        return with(Stream.concat(Stream.of("--spring.datasource.url=" + url), Stream.of(options)));
    }

    /** With another database. */
    static GivenClinic on(String... database) {
        return with(Stream.of(database));
    }

    private static GivenClinic with(Stream<String> options) {
        Stream<String> usual =
                Stream.of(
                        "--server.port=0",
                        "--belfry.hub.host=127.0.0.1",
                        "--belfry.hub.port=0",
                        "--belfry.hub.grace=1s");
        String[] all = Stream.concat(usual, options).toArray(String[]::new);
        return new GivenClinic(SpringApplication.run(ClinicApplication.class, all));
    }

    /** Somebody whose page has signed in. */
    Visitor signedIn(String login) throws Exception {
        return guest().signsIn(login);
    }

    /** Somebody whose page has not. */
    Visitor guest() throws Exception {
        String port = context.getEnvironment().getProperty("local.server.port");
        return new Visitor(Integer.parseInt(Objects.requireNonNull(port)), "clinic").opensPage();
    }

    HubClient hubClient() {
        return HubClient.of("127.0.0.1", context.getBean(Hub.class).port(), KEY);
    }

    Person person(String login) {
        return context.getBean(People.class).loadUserByUsername(login).person();
    }

    /** One that was asked for, at a time of its own. */
    Appointment appointment(String patient, String doctor) {
        Instant at = Instant.now().plus(hours.incrementAndGet(), ChronoUnit.HOURS);
        return desk().request(person(patient), person(doctor).id(), at, "A cough");
    }

    /** One that waits for its doctor. */
    Consultation consultation(String patient, String doctor) {
        Appointment asked = appointment(patient, doctor);
        desk().confirm(person(doctor), asked.id());
        return context.getBean(Consultations.class).ofAppointment(asked.id()).orElseThrow();
    }

    Appointment confirms(String login, Appointment asked) {
        return desk().confirm(person(login), asked.id());
    }

    /** Until the end of which nobody else can change what it has changed. */
    <T> T inTransaction(Supplier<T> work) {
        var transactions = context.getBean(PlatformTransactionManager.class);
        return Objects.requireNonNull(
                new TransactionTemplate(transactions).execute(status -> work.get()));
    }

    /** For somebody else's transaction, in a database of H2. */
    void untilSomebodyWaits() {
        JdbcClient database = context.getBean(JdbcClient.class);
        String waiting =
                "select count(*) from information_schema.sessions where blocker_id is not null";
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (database.sql(waiting).query(Long.class).single() == 0) {
            assertThat(System.nanoTime()).as("somebody waits").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private AppointmentDesk desk() {
        return context.getBean(AppointmentDesk.class);
    }

    @Override
    public void close() {
        context.close();
    }
}

package io.belfry.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.broadcasting.BroadcastListener;
import io.belfry.live.refresh.LiveRefresh;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Which screens are told of entities that change, with Hibernate and H2. */
class EntityRefreshesTest {
    private static final List<String> TOLD = new CopyOnWriteArrayList<>();

    private static ConfigurableApplicationContext application;
    private static EntityManagerFactory factory;
    private static TransactionTemplate transaction;
    private static LiveRefresh refresh;

    @BeforeAll
    static void start() {
        BroadcastListener listener =
                new BroadcastListener() {
                    @Override
                    public void accepted(Accepted broadcast) {
                        broadcast
                                .publications()
                                .forEach(each ->
                                        each.channels()
                                                .forEach(to ->
                                                        TOLD.add(
                                                                to.toString()
                                                                                .replace(
                                                                                        "private-live-refresh.",
                                                                                        "")
                                                                        + " "
                                                                        + each.data())));
                    }
                };
        application =
                new SpringApplicationBuilder(BookingOffice.class)
                        .initializers(context ->
                                ((GenericApplicationContext) context)
                                        .registerBean(BroadcastListener.class, () -> listener))
                        .properties(
                                "server.port=0",
                                "belfry.driver=null",
                                "spring.main.banner-mode=off",
                                "spring.flyway.enabled=false",
                                "spring.jpa.open-in-view=false",
                                "spring.jpa.hibernate.ddl-auto=create-drop",
                                "spring.datasource.url=jdbc:h2:mem:booking;DB_CLOSE_DELAY=-1")
                        .run();
        factory = application.getBean(EntityManagerFactory.class);
        refresh = application.getBean(LiveRefresh.class);
        transaction =
                new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
        inTransaction(entities -> {
            entities.persist(new Trainer("ann"));
            entities.persist(new Trainer("bob"));
        });
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @BeforeEach
    void forget() {
        TOLD.clear();
    }

    private static void inTransaction(Consumer<EntityManager> work) {
        transaction.executeWithoutResult(status ->
                work.accept(
                        Objects.requireNonNull(
                                EntityManagerFactoryUtils.getTransactionalEntityManager(factory))));
    }

    private static Trainer trainer(EntityManager entities, String login) {
        return entities.getReference(Trainer.class, login);
    }

    /** One that is there, of which has been told. */
    private static Booking booking(long parent, String... trainers) {
        Booking booking = new Booking(parent);
        inTransaction(entities -> {
            for (String login : trainers) {
                booking.getSchedules().add(new Schedule(booking, trainer(entities, login)));
            }
            entities.persist(booking);
        });
        return booking;
    }

    @Test
    void those_whom_a_new_entity_concerns_are_told_when_it_is_committed() {
        booking(7, "ann", "bob");

        assertThat(TOLD)
                .containsExactlyInAnyOrder(
                        "admin {\"contexts\":[\"bookings\"]}",
                        "7 {\"contexts\":[\"bookings\",\"trainer_schedules\"]}",
                        "ann {\"contexts\":[\"bookings\",\"trainer_schedules\"]}",
                        "bob {\"contexts\":[\"bookings\",\"trainer_schedules\"]}");
    }

    @Test
    void a_hundred_rows_of_one_transaction_are_told_once_and_those_of_a_rollback_never() {
        inTransaction(entities -> {
            for (int i = 0; i < 100; i++) {
                entities.persist(new Booking(8));
            }
        });
        assertThat(TOLD)
                .containsExactlyInAnyOrder(
                        "admin {\"contexts\":[\"bookings\"]}", "8 {\"contexts\":[\"bookings\"]}");
        assertThat(refresh.versions("8")).isEqualTo(Map.of("bookings", 1L));
        TOLD.clear();

        transaction.executeWithoutResult(status -> {
            Objects.requireNonNull(EntityManagerFactoryUtils.getTransactionalEntityManager(factory))
                    .persist(new Booking(8));
            status.setRollbackOnly();
        });
        assertThat(TOLD).isEmpty();
        assertThat(refresh.versions("8")).isEqualTo(Map.of("bookings", 1L));
    }

    @Test
    void whom_it_concerned_before_is_told_too() {
        Booking booking = booking(9, "ann");
        TOLD.clear();

        inTransaction(entities -> entities.find(Booking.class, booking.getId()).setParentId(10));
        assertThat(TOLD)
                .hasSize(4)
                .anyMatch(told -> told.startsWith("9 "))
                .anyMatch(told -> told.startsWith("10 "));
        TOLD.clear();

        inTransaction(entities ->
                entities.find(Schedule.class, booking.getSchedules().getFirst().getId())
                        .setTrainer(trainer(entities, "bob")));
        assertThat(TOLD)
                .containsExactlyInAnyOrder(
                        "10 {\"contexts\":[\"bookings\",\"trainer_schedules\"]}",
                        "ann {\"contexts\":[\"bookings\",\"trainer_schedules\"]}",
                        "bob {\"contexts\":[\"bookings\",\"trainer_schedules\"]}");
    }

    @Test
    void what_is_deleted_is_told_and_what_never_was_is_not() {
        Booking booking = booking(11);
        TOLD.clear();

        inTransaction(entities -> entities.remove(entities.find(Booking.class, booking.getId())));
        assertThat(TOLD).anyMatch(told -> told.startsWith("11 "));
        TOLD.clear();

        inTransaction(entities -> {
            Booking brief = new Booking(12);
            entities.persist(brief);
            entities.flush();
            entities.remove(brief);
        });
        assertThat(TOLD).isEmpty();
    }

    @Test
    void what_is_changed_as_the_commit_begins_is_written_before_anybody_is_told() {
        Booking booking = booking(13);
        TOLD.clear();
        List<String> order = new ArrayList<>();

        assertThatThrownBy(() ->
                        inTransaction(entities -> {
                            refresh.notify(Set.of("children"), List.of("13"), false);
                            entities.find(Booking.class, booking.getId()).setNote("x".repeat(300));
                            order.add("done");
                        }))
                .isInstanceOf(DataIntegrityViolationException.class);

        assertThat(order).containsExactly("done");
        assertThat(TOLD).isEmpty();
        assertThat(refresh.versions("13")).doesNotContainKey("children");
    }
}

package io.belfry.blog;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.event.PublicChannel;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import org.hibernate.engine.spi.SessionImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/** Entities that change, and the outbox in their database. */
class EntityOutboxTest {
    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() {
        application =
                EntityBroadcastsTest.run(
                        "outbox",
                        "--belfry.queue.kind=outbox",
                        // Nobody takes them, so that they stay.
                        "--belfry.driver=reverb",
                        "--belfry.url=http://127.0.0.1:1",
                        "--belfry.app.id=blog",
                        "--belfry.app.key=blog-key",
                        "--belfry.app.secret=blog-secret");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static long rows(Connection connection) throws SQLException {
        try (Statement count = connection.createStatement();
                ResultSet row = count.executeQuery("SELECT COUNT(*) FROM belfry_outbox")) {
            row.next();
            return row.getLong(1);
        }
    }

    @BeforeEach
    void forget() {
        application.getBean(JdbcTemplate.class).update("DELETE FROM belfry_outbox");
    }

    @Test
    void what_is_told_is_written_by_the_transaction_that_changes_the_entity() {
        EntityManager entities =
                SharedEntityManagerCreator.createSharedEntityManager(
                        application.getBean(EntityManagerFactory.class));
        TransactionTemplate transaction =
                new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
        DataSource source = application.getBean(DataSource.class);
        List<Long> seen = new ArrayList<>();

        transaction.executeWithoutResult(status -> {
            Post post = new Post();
            entities.persist(post);
            entities.flush();
            // Changes once more in the flush of the commit, behind which this looks.
            post.setTitle("changed");
            SessionImplementor session = entities.unwrap(SessionImplementor.class);
            session.accessTransaction()
                    .runBeforeCompletion(() ->
                            session.doWork(own -> {
                                seen.add(rows(own));
                                try (Connection other = source.getConnection()) {
                                    seen.add(rows(other));
                                }
                            }));
        });
        // One for readers and one for editors.
        assertThat(seen).containsExactly(2L, 0L);
        JdbcTemplate jdbc = new JdbcTemplate(source);
        assertThat(jdbc.queryForList("SELECT data FROM belfry_outbox", String.class))
                .hasSize(2)
                .allMatch(data -> data.contains("\"headline\":\"changed\""));

        transaction.executeWithoutResult(status -> {
            entities.persist(new Post());
            entities.flush();
            status.setRollbackOnly();
        });
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM belfry_outbox", Long.class))
                .isEqualTo(2);
    }

    @Test
    void listeners_hear_of_what_is_written_when_it_is_committed_and_not_before() {
        Broadcaster broadcaster = application.getBean(Broadcaster.class);
        TransactionTemplate transaction =
                new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
        EntityBroadcastsTest.TOLD.clear();

        transaction.executeWithoutResult(status -> {
            broadcaster.on(new PublicChannel("news")).as("rolled-back").send();
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> {
            broadcaster.on(new PublicChannel("news")).as("committed").send();
            assertThat(EntityBroadcastsTest.TOLD).isEmpty();
        });

        assertThat(EntityBroadcastsTest.TOLD)
                .singleElement()
                .satisfies(told -> assertThat(told.name()).isEqualTo("committed"));
    }
}

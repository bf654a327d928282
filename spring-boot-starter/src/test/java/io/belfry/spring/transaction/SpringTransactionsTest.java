package io.belfry.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.belfry.database.BeforeCommit;

import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/** When Spring's transactions let a broadcast go, and in which of them the outbox writes. */
class SpringTransactionsTest {
    private final SpringTransactions transactions = new SpringTransactions();
    private final List<String> done = new ArrayList<>();
    private final JdbcDataSource source = source("one");
    private final SpringDatabase database = database(source);
    private TransactionTemplate template;
    private TransactionTemplate nested;
    private TransactionTemplate fresh;

    private static JdbcDataSource source(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name);
        return source;
    }

    private static SpringDatabase database(DataSource source) {
        return new SpringDatabase(source, () -> {});
    }

    @BeforeEach
    void open() {
        DataSourceTransactionManager manager = new DataSourceTransactionManager(source);
        template = new TransactionTemplate(manager);
        nested = new TransactionTemplate(manager);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        fresh = new TransactionTemplate(manager);
        fresh.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    private void after(String what) {
        transactions.afterCommit(() -> done.add(what));
    }

    @Test
    void without_a_transaction_it_is_done_at_once() {
        after("a");
        assertThat(done).containsExactly("a");
    }

    @Test
    void within_one_it_waits_for_the_commit_and_a_rollback_takes_it_back() {
        template.executeWithoutResult(status -> {
            after("committed");
            assertThat(done).isEmpty();
        });
        template.executeWithoutResult(status -> {
            after("rolled back");
            status.setRollbackOnly();
        });
        assertThat(done).containsExactly("committed");
    }

    @Test
    void where_work_may_have_a_transaction_and_has_none_nothing_waits() {
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
        template.executeWithoutResult(status -> {
            after("a");
            gather("b");
            assertThat(done).containsExactly("a", "b");
        });
        assertThat(done).hasSize(2);
    }

    @Test
    void what_is_rolled_back_to_its_savepoint_is_taken_back_alone() {
        template.executeWithoutResult(outer -> {
            after("before");
            nested.executeWithoutResult(status -> {
                after("nested and rolled back");
                status.setRollbackOnly();
            });
            nested.executeWithoutResult(status -> after("nested"));
            after("behind");
        });
        assertThat(done).containsExactly("before", "nested", "behind");
    }

    @Test
    void what_is_asked_for_while_a_transaction_is_completed_is_not_lost() {
        template.executeWithoutResult(outer ->
                TransactionSynchronizationManager.registerSynchronization(
                        new TransactionSynchronization() {
                            @Override
                            public void afterCommit() {
                                after("in afterCommit");
                            }

                            @Override
                            public void afterCompletion(int status) {
                                after("in afterCompletion");
                            }
                        }));
        assertThat(done).containsExactlyInAnyOrder("in afterCommit", "in afterCompletion");
    }

    @Test
    void what_fails_after_the_commit_is_not_the_callers_trouble() {
        template.executeWithoutResult(status -> {
            transactions.afterCommit(() -> {
                throw new IllegalStateException("the queue is full");
            });
            database.afterCommit(() -> done.add("next"));
            assertThat(done).isEmpty();
        });
        assertThat(done).containsExactly("next");
    }

    @Test
    void the_outbox_writes_within_the_transaction_of_its_own_database_only() {
        SpringDatabase own = database(source);
        SpringDatabase other = database(source("other"));
        template.executeWithoutResult(status -> {
            Connection first = own.join(Handle::getConnection);
            assertThat(own.join(Handle::getConnection)).isSameAs(first);
            assertThat(isClosed(first)).isFalse();
            assertThat(isClosed(other.join(Handle::getConnection))).isTrue();
        });
        assertThat(isClosed(own.join(Handle::getConnection))).isTrue();
    }

    @Test
    void the_outbox_writes_on_its_own_where_no_transaction_would_commit_it() {
        SpringDatabase own = database(source);
        template.executeWithoutResult(outer ->
                TransactionSynchronizationManager.registerSynchronization(
                        new TransactionSynchronization() {
                            @Override
                            public void afterCompletion(int status) {
                                done.add("completed");
                                assertThat(isClosed(own.join(Handle::getConnection))).isTrue();
                                done.add("on its own");
                            }
                        }));
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
        template.executeWithoutResult(
                status -> assertThat(isClosed(own.join(Handle::getConnection))).isTrue());
        assertThat(done).containsExactly("completed", "on its own");
    }

    private static int rows(SpringDatabase database) {
        return database.own(handle ->
                handle.createQuery("SELECT COUNT(*) FROM written").mapTo(Integer.class).one());
    }

    @Test
    void what_the_outbox_writes_is_there_when_whoever_it_belongs_to_has_committed() {
        SpringDatabase own = database(source("one;DB_CLOSE_DELAY=-1"));
        // As pools may be set: with connections that commit nothing by themselves.
        DataSource quiet =
                new DelegatingDataSource(source("other;DB_CLOSE_DELAY=-1")) {
                    @Override
                    public Connection getConnection() throws SQLException {
                        Connection connection = super.getConnection();
                        connection.setAutoCommit(false);
                        return connection;
                    }
                };
        SpringDatabase other = database(quiet);
        for (SpringDatabase each : List.of(own, other)) {
            each.own(handle -> handle.execute("CREATE TABLE written (id INT)"));
        }
        SpringDatabase joined = database(source);
        template.executeWithoutResult(status -> {
            joined.join(handle -> handle.execute("INSERT INTO written VALUES (1)"));
            assertThat(rows(own)).isZero();
        });
        assertThat(rows(own)).isEqualTo(1);
        other.join(handle -> handle.execute("INSERT INTO written VALUES (1)"));
        assertThat(rows(other)).isEqualTo(1);
        TransactionTemplate supports =
                new TransactionTemplate(new DataSourceTransactionManager(quiet));
        supports.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
        supports.executeWithoutResult(
                status -> other.join(handle -> handle.execute("INSERT INTO written VALUES (2)")));
        assertThat(rows(other)).isEqualTo(2);

        joined.join(handle -> handle.execute("INSERT INTO written VALUES (2)"));
        int sessions =
                own.own(handle ->
                        handle.createQuery("SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS")
                                .mapTo(Integer.class)
                                .one());
        assertThat(sessions).as("connections that nobody gave back, and this one").isEqualTo(1);
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private final BeforeCommit<String> joining =
            new BeforeCommit<>(
                    "joining",
                    (before, later) -> before + "+" + later,
                    gathered -> done.add(gathered));

    private void gather(String what) {
        database.gather(what, joining);
    }

    @Test
    void what_one_transaction_gathers_is_worked_with_once_before_its_commit() {
        template.executeWithoutResult(status -> {
            gather("a");
            gather("b");
            fresh.executeWithoutResult(inner -> gather("inner"));
            gather("c");
            after("committed");
            assertThat(done).containsExactly("inner");
        });
        gather("alone");
        assertThat(done).containsExactly("inner", "a+b+c", "committed", "alone");
    }

    @Test
    void what_a_transaction_gathered_that_is_rolled_back_is_forgotten() {
        template.executeWithoutResult(status -> {
            gather("a");
            status.setRollbackOnly();
        });
        gather("b");
        assertThat(done).containsExactly("b");
    }

    @Test
    void what_fails_with_what_was_gathered_takes_the_transaction_back() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        template.executeWithoutResult(status -> {
                            after("committed");
                            database.gather(
                                    "a",
                                    new BeforeCommit<>(
                                            "full",
                                            String::concat,
                                            gathered -> {
                                                throw new IllegalStateException(
                                                        "the table is full");
                                            }));
                        }))
                .withMessage("the table is full");
        assertThat(done).isEmpty();
    }

    @Test
    void what_was_gathered_since_a_savepoint_goes_with_the_way_back_to_it() {
        template.executeWithoutResult(status -> {
            gather("a");
            nested.executeWithoutResult(inner -> {
                gather("taken back");
                nested.executeWithoutResult(innermost -> gather("taken back too"));
                inner.setRollbackOnly();
            });
            gather("b");
            nested.executeWithoutResult(inner -> gather("c"));
        });
        template.executeWithoutResult(status ->
                nested.executeWithoutResult(inner -> {
                    gather("the first, and taken back");
                    inner.setRollbackOnly();
                }));
        assertThat(done).containsExactly("a+b+c");
    }

    @Test
    void what_the_application_has_left_to_write_is_written_before_and_not_where_it_only_reads() {
        SpringDatabase writing = new SpringDatabase(source, () -> done.add("written"));
        template.executeWithoutResult(status -> writing.gather("a", joining));
        template.setReadOnly(true);
        template.executeWithoutResult(status -> writing.gather("b", joining));
        assertThat(done).containsExactly("written", "a", "b");
    }

    @Test
    void parts_work_in_the_order_of_their_names_whoever_came_first() {
        BeforeCommit<String> first = new BeforeCommit<>("a part", String::concat, done::add);
        template.executeWithoutResult(status -> {
            gather("second");
            database.gather("first", first);
        });
        assertThat(done).containsExactly("first", "second");
    }

    private static void beforeCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void beforeCommit(boolean readOnly) {
                        action.run();
                    }
                });
    }

    @Test
    void what_is_gathered_when_the_commit_has_begun_is_not_lost() {
        template.executeWithoutResult(outer -> beforeCommit(() -> gather("late")));
        template.executeWithoutResult(outer -> {
            gather("early");
            beforeCommit(() -> {
                gather("later");
                fresh.executeWithoutResult(inner -> gather("inner"));
                gather("latest");
            });
        });
        template.executeWithoutResult(outer -> {
            gather("first");
            beforeCommit(() -> {
                fresh.executeWithoutResult(inner -> gather("second"));
                gather("third");
            });
        });
        assertThat(done)
                .containsExactly(
                        "late", "early", "inner", "later+latest", "first", "second", "third");
    }
}

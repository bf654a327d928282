package io.belfry.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** When Spring's transactions let a broadcast go, and in which of them the outbox writes. */
class SpringTransactionsTest {
    private final SpringTransactions transactions = new SpringTransactions();
    private final List<String> done = new ArrayList<>();
    private final JdbcDataSource source = source("one");
    private TransactionTemplate template;
    private TransactionTemplate nested;
    private TransactionTemplate fresh;

    private static JdbcDataSource source(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name);
        return source;
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
            after("next");
        });
        assertThat(done).containsExactly("next");
    }

    @Test
    void the_outbox_writes_within_the_transaction_of_its_own_database_only() {
        SpringDatabase own = new SpringDatabase(source);
        SpringDatabase other = new SpringDatabase(source("other"));
        template.executeWithoutResult(status -> {
            Connection first = own.join(Handle::getConnection);
            assertThat(own.join(Handle::getConnection)).isSameAs(first);
            assertThat(isClosed(first)).isFalse();
            assertThat(isClosed(other.join(Handle::getConnection))).isTrue();
        });
        assertThat(isClosed(own.join(Handle::getConnection))).isTrue();
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void gather(String what) {
        SpringTransactions.gather(
                "key",
                ArrayList<String>::new,
                gathered -> gathered.add(what),
                gathered -> done.add(String.join("+", gathered)));
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
    void what_is_gathered_when_the_commit_has_begun_is_not_lost() {
        template.executeWithoutResult(outer ->
                TransactionSynchronizationManager.registerSynchronization(
                        new TransactionSynchronization() {
                            @Override
                            public void beforeCommit(boolean readOnly) {
                                gather("late");
                            }
                        }));
        assertThat(done).containsExactly("late");
    }
}

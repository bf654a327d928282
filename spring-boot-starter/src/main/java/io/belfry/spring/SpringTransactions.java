package io.belfry.spring;

import io.belfry.broadcasting.Transactions;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** The transactions that Spring keeps for each thread. */
final class SpringTransactions implements Transactions {
    @Override
    public void afterCommit(Runnable action) {
        // A transaction that is being completed is active still, and takes no more
        // synchronizations.
        if (TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.isActualTransactionActive()) {
            TransactionSynchronizationManager.registerSynchronization(new Completion(action));
        } else {
            action.run();
        }
    }

    /**
     * Runs an action when its transaction is committed, after everything that others do then: what
     * it throws is logged by Spring, and changes nothing for the caller, whose work is done.
     * Confined to the thread of the transaction.
     */
    private static final class Completion implements TransactionSynchronization {
        private final Runnable action;
        private final Set<Object> savepoints = Collections.newSetFromMap(new IdentityHashMap<>());
        private boolean rolledBack;

        Completion(Runnable action) {
            this.action = action;
        }

        @Override
        public void savepoint(Object savepoint) {
            savepoints.add(savepoint);
        }

        /** Whoever has not heard of a savepoint came after it. */
        @Override
        public void savepointRollback(Object savepoint) {
            rolledBack |= !savepoints.contains(savepoint);
        }

        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED && !rolledBack) {
                action.run();
            }
        }
    }
}

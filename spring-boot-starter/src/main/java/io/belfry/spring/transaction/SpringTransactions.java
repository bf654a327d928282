package io.belfry.spring.transaction;

import io.belfry.broadcasting.Transactions;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The transactions that Spring keeps for each thread. */
final class SpringTransactions implements Transactions {
    @Override
    public void afterCommit(Runnable action) {
        // A transaction that is being completed is active still, and takes no more
        // synchronizations.
        if (isInTransaction()) {
            TransactionSynchronizationManager.registerSynchronization(new Completion(action));
        } else {
            action.run();
        }
    }

    private static boolean isInTransaction() {
        return TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.isActualTransactionActive();
    }

    /** As {@code Database.gather} wants it. */
    @SuppressWarnings("unchecked") // what is kept under a key was gathered with it
    static <T> void gather(
            Object key, Supplier<T> start, Consumer<T> add, Consumer<? super T> beforeCommit) {
        Gathering<T> gathering = (Gathering<T>) TransactionSynchronizationManager.getResource(key);
        if (gathering == null) {
            gathering = new Gathering<>(key, start.get(), beforeCommit);
            if (!isInTransaction()) {
                add.accept(gathering.gathered);
                gathering.finish();
                return;
            }
            gathering.bind();
            TransactionSynchronizationManager.registerSynchronization(gathering);
        }
        add.accept(gathering.gathered);
    }

    /**
     * What one transaction has gathered. What comes when its commit has begun, too late for a
     * synchronization to be told of that, is worked with after the commit. Confined to the thread
     * of the transaction.
     */
    private static final class Gathering<T> implements TransactionSynchronization {
        private final Object key;
        private final T gathered;
        private final Consumer<? super T> beforeCommit;
        private boolean finished;

        Gathering(Object key, T gathered, Consumer<? super T> beforeCommit) {
            this.key = key;
            this.gathered = gathered;
            this.beforeCommit = beforeCommit;
        }

        void bind() {
            TransactionSynchronizationManager.bindResource(key, this);
        }

        void finish() {
            finished = true;
            beforeCommit.accept(gathered);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(key);
        }

        @Override
        public void resume() {
            if (!finished) {
                bind();
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            suspend();
            finish();
        }

        @Override
        public void afterCompletion(int status) {
            suspend();
            if (status == STATUS_COMMITTED && !finished) {
                finish();
            }
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

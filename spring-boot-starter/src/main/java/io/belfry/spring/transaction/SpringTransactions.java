package io.belfry.spring.transaction;

import io.belfry.broadcasting.Transactions;
import io.belfry.database.BeforeCommit;
import io.belfry.database.Gatherings;
import io.belfry.spring.UnwrittenWork;

import org.jspecify.annotations.Nullable;
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
        if (isInTransaction()) {
            TransactionSynchronizationManager.registerSynchronization(new Completion(action));
        } else {
            action.run();
        }
    }

    static boolean isInTransaction() {
        return TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.isActualTransactionActive();
    }

    /** As {@code Database.gather} wants it. */
    static <T> void gather(T more, BeforeCommit<T> work, UnwrittenWork unwritten) {
        Gathering gathering = Gathering.current();
        if (gathering != null) {
            gathering.gatherings.add(more, work);
        } else if (isInTransaction()) {
            Gathering.begin(unwritten).gatherings.add(more, work);
        } else {
            work.accept(more);
        }
    }

    /**
     * What one transaction has gathered. What comes when its commit has begun, too late for a
     * synchronization to be told of that, is worked with after the commit. Confined to the thread
     * of the transaction.
     */
    private static final class Gathering implements TransactionSynchronization {
        private final UnwrittenWork unwritten;
        private final Gatherings gatherings = new Gatherings();

        private Gathering(UnwrittenWork unwritten) {
            this.unwritten = unwritten;
        }

        static @Nullable Gathering current() {
            return (Gathering) TransactionSynchronizationManager.getResource(Gathering.class);
        }

        static Gathering begin(UnwrittenWork unwritten) {
            Gathering gathering = new Gathering(unwritten);
            TransactionSynchronizationManager.registerSynchronization(gathering);
            gathering.resume();
            return gathering;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(Gathering.class);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Gathering.class, this);
        }

        @Override
        public void savepoint(Object savepoint) {
            gatherings.savepoint(savepoint);
        }

        @Override
        public void savepointRollback(Object savepoint) {
            gatherings.rolledBackTo(savepoint);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (!readOnly) {
                unwritten.write();
            }
            gatherings.work();
        }

        @Override
        public void afterCompletion(int status) {
            suspend();
            if (status == STATUS_COMMITTED) {
                gatherings.work();
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

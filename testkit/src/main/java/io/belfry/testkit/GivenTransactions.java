package io.belfry.testkit;

import io.belfry.database.BeforeCommit;
import io.belfry.database.Database;
import io.belfry.database.Gatherings;
import io.belfry.database.Work;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/**
 * The transactions of an application, one for each thread, as a framework would keep them. Wants
 * {@code belfry-database}. Thread-safe.
 */
public final class GivenTransactions implements Database {
    private final Jdbi jdbi;
    private final ThreadLocal<@Nullable Current> current = new ThreadLocal<>();

    public GivenTransactions(DataSource source) {
        this.jdbi = Jdbi.create(source);
    }

    /** Confined to the thread of the transaction. */
    private static final class Current {
        private final Handle handle;
        private final Gatherings gatherings = new Gatherings();
        private final List<Runnable> afterwards = new ArrayList<>();

        Current(Handle handle) {
            this.handle = handle;
        }
    }

    /** Works in a transaction, and commits it. */
    public void commits(Runnable work) {
        List<Runnable> afterwards =
                jdbi.inTransaction(handle -> {
                    Current mine = new Current(handle);
                    within(
                            mine,
                            () -> {
                                work.run();
                                mine.gatherings.work();
                            });
                    return mine.afterwards;
                });
        afterwards.forEach(Runnable::run);
    }

    /** Works in a transaction, and rolls it back. */
    public void rollsBack(Runnable work) {
        jdbi.useTransaction(handle -> {
            within(new Current(handle), work);
            handle.rollback();
        });
    }

    private void within(Current mine, Runnable work) {
        current.set(mine);
        try {
            work.run();
        } finally {
            current.remove();
        }
    }

    @Override
    public <T> T join(Work<T> work) {
        Current mine = current.get();
        return mine == null ? own(work) : work.run(mine.handle);
    }

    @Override
    public <T> T own(Work<T> work) {
        return jdbi.inTransaction(work::run);
    }

    @Override
    public void afterCommit(Runnable action) {
        Current mine = current.get();
        if (mine == null) {
            action.run();
        } else {
            mine.afterwards.add(action);
        }
    }

    @Override
    public <T> void gather(T more, BeforeCommit<T> beforeCommit) {
        Current mine = current.get();
        if (mine == null) {
            beforeCommit.accept(more);
        } else {
            mine.gatherings.add(more, beforeCommit);
        }
    }
}

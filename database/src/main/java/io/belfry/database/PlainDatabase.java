package io.belfry.database;

import org.jdbi.v3.core.Jdbi;

/** A database that nobody but Belfry works with. Thread-safe: holds nothing of its own. */
final class PlainDatabase implements Database {
    private final Jdbi jdbi;

    PlainDatabase(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public <T> T join(Work<T> work) {
        return own(work);
    }

    @Override
    public <T> T own(Work<T> work) {
        return jdbi.inTransaction(work::run);
    }

    @Override
    public void afterCommit(Runnable action) {
        action.run();
    }

    @Override
    public <T> void gather(T more, BeforeCommit<T> beforeCommit) {
        beforeCommit.accept(more);
    }
}

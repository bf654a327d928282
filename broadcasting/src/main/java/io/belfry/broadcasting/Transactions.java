package io.belfry.broadcasting;

/** Knows the transactions of the application, so that nobody hears of what is then rolled back. */
@FunctionalInterface
public interface Transactions {

    /**
     * Runs something after the transaction of this thread has committed, and never when it is
     * rolled back; at once when there is none.
     */
    void afterCommit(Runnable action);

    /** For applications without any. */
    static Transactions none() {
        return Runnable::run;
    }
}

package io.belfry.database;

import java.util.function.BinaryOperator;
import java.util.function.Consumer;

/**
 * What a part of Belfry does right before a commit, once, with all that the transaction has
 * gathered for it. One object for all that is to be gathered together. Immutable.
 *
 * @param <T> what is gathered
 */
public final class BeforeCommit<T> {
    private final String part;
    private final BinaryOperator<T> merging;
    private final Consumer<? super T> work;

    /**
     * @param part in the order of these names the parts do their work, in every transaction the
     *     same, so that no two wait for each other's rows
     * @param merging puts what was gathered later to what was gathered before; it may change, and
     *     give back, what was gathered before
     * @param work may join the transaction; what it throws rolls that back
     */
    public BeforeCommit(String part, BinaryOperator<T> merging, Consumer<? super T> work) {
        this.part = part;
        this.merging = merging;
        this.work = work;
    }

    /** Whose work it is. */
    public String part() {
        return part;
    }

    /** All that was gathered, in one. */
    public T merge(T before, T later) {
        return merging.apply(before, later);
    }

    /** Does the work. */
    public void accept(T gathered) {
        work.accept(gathered);
    }
}

package io.belfry.hub.event;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * What the nodes of a deployment know of a time in which nobody was on a channel, or a user was not
 * there: by this they agree which of them tells of it. Any two are equal, as events are that tell
 * the same.
 *
 * <p>Immutable.
 */
public final class Absence {
    /** One that concerns a single node, or of which nothing is known any more. */
    public static final Absence OF_ONE_NODE = new Absence(0, null);

    private final long number;
    private final @Nullable Set<String> told;

    private Absence(long number, @Nullable Set<String> told) {
        this.number = number;
        this.told = told;
    }

    /**
     * One that begins.
     *
     * @param number by which the nodes know it; not 0
     */
    public static Absence begun(long number) {
        return new Absence(number, null);
    }

    /**
     * One that has ended.
     *
     * @param told who was told of it, by whatever name they have
     */
    public static Absence ended(Set<String> told) {
        return new Absence(0, Set.copyOf(told));
    }

    /** By which the nodes know it; 0 when only this one does. */
    public long number() {
        return number;
    }

    /** Whether it ended before that one was told of it, by any node. */
    public boolean endedUnknownTo(String name) {
        return told != null && !told.contains(name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Absence;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return told == null ? Long.toString(number) : "ended, told to " + told;
    }
}

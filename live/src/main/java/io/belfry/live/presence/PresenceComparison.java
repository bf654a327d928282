package io.belfry.live.presence;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Mends what a server elsewhere could not tell: that users have gone while it was down, for
 * example. Whom presence takes for connected is compared with who is, and what differs twice in a
 * row is true, as somebody may come or go while it is being compared.
 *
 * <p>To be used by one thread.
 */
public final class PresenceComparison {
    private final PresenceSource source;
    private Set<String> gone = Set.of();
    private Set<String> come = Set.of();

    public PresenceComparison(PresenceSource source) {
        this.source = source;
    }

    /**
     * Compares.
     *
     * @param occupied all channels that somebody listens to now, as they are called on the wire;
     *     those of no user are passed over
     */
    public void compare(Collection<String> occupied) {
        Set<String> there = source.users(occupied);
        Set<String> known = source.presence().connected();
        Set<String> goneNow = without(known, there);
        Set<String> comeNow = without(there, known);
        goneNow.stream().filter(gone::contains).forEach(source.presence()::left);
        comeNow.stream().filter(come::contains).forEach(source.presence()::arrived);
        gone = goneNow;
        come = comeNow;
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(others);
        return rest;
    }
}

package io.belfry.live.refresh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one transaction has changed for whom. Confined to the thread of the transaction. */
final class Gathered {
    /** The administrators, among users: no user may have it as an id. */
    static final String ADMINS = "*";

    private final TreeMap<String, Contexts> contexts = new TreeMap<>();

    /** One context of one user. */
    record Change(String user, String context) {}

    void add(String user, Contexts changed) {
        contexts.merge(user, changed, Contexts::and);
    }

    void addForAdmins(Contexts changed) {
        add(ADMINS, changed);
    }

    /** With what was gathered later, put to this. */
    Gathered and(Gathered later) {
        later.contexts.forEach(this::add);
        return this;
    }

    /** In an order that all transactions keep. */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        contexts.forEach((user, changed) ->
                changed.names().forEach(name -> changes.add(new Change(user, name))));
        return changes;
    }

    /** Who is told the same: that is one event. */
    Map<Contexts, List<String>> byContexts() {
        Map<Contexts, List<String>> told = new LinkedHashMap<>();
        contexts.forEach((user, changed) ->
                told.computeIfAbsent(changed, absent -> new ArrayList<>()).add(user));
        return told;
    }
}

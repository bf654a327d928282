package io.belfry.live.refresh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Names of what has changed, each once and in their order. A call names few of them; a transaction
 * may gather more. Immutable.
 */
record Contexts(List<String> names) {
    private static final int MOST = 50;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    /**
     * @throws IllegalArgumentException naming what is wrong
     */
    static Contexts of(Collection<String> names) {
        if (names.isEmpty() || names.size() > MOST) {
            throw new IllegalArgumentException(
                    "there are %d contexts, must be 1 to %d".formatted(names.size(), MOST));
        }
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "a context is named with 1 to 100 characters out of A-Z a-z 0-9 _ . - and"
                                + " not "
                                + (name.length() > 100 ? "with " + name.length() : name));
            }
        }
        return new Contexts(List.copyOf(new TreeSet<>(names)));
    }

    /** As many at once as an event holds, whatever a server's limit is. */
    List<List<String>> pieces() {
        List<List<String>> pieces = new ArrayList<>();
        for (int from = 0; from < names.size(); from += MOST) {
            pieces.add(names.subList(from, Math.min(names.size(), from + MOST)));
        }
        return pieces;
    }

    Contexts and(Contexts others) {
        TreeSet<String> all = new TreeSet<>(names);
        all.addAll(others.names);
        return new Contexts(List.copyOf(all));
    }
}

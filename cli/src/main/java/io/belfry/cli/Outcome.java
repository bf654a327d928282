package io.belfry.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * How a reload went. Immutable.
 *
 * @param done false when everything stays as it was
 * @param lines what has changed, or what is wrong; no secrets
 */
record Outcome(boolean done, List<String> lines) {
    private static final String DONE = "done";
    private static final String REFUSED = "refused";

    Outcome {
        lines = List.copyOf(lines);
    }

    String text() {
        return (done ? DONE : REFUSED) + "\n" + String.join("\n", lines);
    }

    static Outcome of(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        boolean done = !lines.isEmpty() && lines.removeFirst().equals(DONE);
        return new Outcome(done, lines);
    }
}

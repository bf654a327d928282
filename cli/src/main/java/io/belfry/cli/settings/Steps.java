package io.belfry.cli.settings;

import java.util.List;

/** The way through a tree of settings: names, and numbers for items of lists. */
final class Steps {
    private Steps() {}

    /** Puts a number in the place of each {@code []}. */
    static List<String> numbered(List<String> steps, int number) {
        return steps.stream()
                .map(step -> step.equals("[]") ? Integer.toString(number) : step)
                .toList();
    }

    /** Hangs a value into a tree, with what leads to it. */
    static void place(Given.Group root, List<String> steps, Given.Text value) {
        Given here = root;
        for (int i = 0; i < steps.size(); i++) {
            boolean last = i == steps.size() - 1;
            boolean listNext = !last && isNumber(steps.get(i + 1));
            here = descend(here, steps.get(i), last ? value : empty(listNext, value.origin()));
        }
    }

    private static Given descend(Given here, String step, Given absent) {
        Given before =
                switch (here) {
                    case Given.Group group -> group.members().putIfAbsent(step, absent);
                    case Given.Items items ->
                            items.numbered().putIfAbsent(Integer.valueOf(step), absent);
                    case Given.Text text -> throw new IllegalArgumentException("no way through");
                    case Given.Nothing nothing ->
                            throw new IllegalArgumentException("no way through");
                };
        return before == null ? absent : before;
    }

    private static Given empty(boolean list, Origin origin) {
        return list ? Given.Items.at(origin) : Given.Group.at(origin);
    }

    private static boolean isNumber(String step) {
        return Character.isDigit(step.charAt(0));
    }
}

package io.belfry.cli.settings;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads environment variables: {@code BELFRY_} with the path of any setting, and the names that
 * Laravel and its Reverb read. A variable that is empty counts as not set, as it does in shells and
 * compose files.
 */
final class Environment {
    private static final String PREFIX = "BELFRY_";

    /** Read by the launcher, before there is a program, and by belfry bench. */
    private static final Set<String> OF_THE_LAUNCHER =
            Set.of("BELFRY_JAVA_HOME", "BELFRY_JAVA_OPTS", "BELFRY_BENCH_SECRET");

    private static final Pattern NUMBERED = Pattern.compile("([0-9]{1,3})_(.+)");

    /** Variables without which one of Reverb's tells of no app. */
    private static final List<String> REVERB_APP =
            List.of("REVERB_APP_ID", "REVERB_APP_KEY", "REVERB_APP_SECRET");

    private final Map<String, String> variables = new TreeMap<>();

    Environment(Map<String, String> variables) {
        variables.forEach((name, value) -> {
            if (!value.isEmpty()) {
                this.variables.put(name, value);
            }
        });
    }

    /** Whether there is an app without any file. */
    boolean tellsOfAnApp() {
        return tellsOfReverbApp()
                || variables.keySet().stream().anyMatch(name -> name.startsWith("BELFRY_APPS_"));
    }

    private boolean tellsOfReverbApp() {
        return REVERB_APP.stream().anyMatch(variables::containsKey);
    }

    /** What the variables of our own name say. */
    Given.Group ours(Problems problems) {
        Given.Group root = Given.Group.at(Origin.of("the environment"));
        variables.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !OF_THE_LAUNCHER.contains(name)) {
                Origin origin = Origin.of(name);
                List<String> steps = find(Catalogue.all(), name.substring(PREFIX.length()));
                if (steps == null) {
                    problems.unknown(name, nearest(name));
                } else {
                    Steps.place(root, steps, new Given.Text(value, origin));
                }
            }
        });
        return root;
    }

    private static @Nullable String nearest(String name) {
        return Nearest.name(name, Catalogue.list().stream().map(it -> it.variable()).toList());
    }

    /** The way to a setting whose names, in capitals, are joined with underscores. */
    private static @Nullable List<String> find(Known.Section section, String rest) {
        for (Known each : section.members().values()) {
            String name = each.name().toUpperCase(Locale.ROOT);
            List<String> way =
                    switch (each) {
                        case Known.Value value -> rest.equals(name) ? List.of() : null;
                        case Known.Section inner ->
                                rest.startsWith(name + "_")
                                        ? find(inner, rest.substring(name.length() + 1))
                                        : null;
                        case Known.Sections many ->
                                rest.startsWith(name + "_")
                                        ? findItem(many, rest.substring(name.length() + 1))
                                        : null;
                    };
            if (way != null) {
                return with(each.name(), way);
            }
        }
        return null;
    }

    private static @Nullable List<String> findItem(Known.Sections many, String rest) {
        Matcher numbered = NUMBERED.matcher(rest);
        if (!numbered.matches()) {
            return null;
        }
        List<String> way = find(many.item(), numbered.group(2));
        return way == null ? null : with(numbered.group(1), way);
    }

    private static List<String> with(String first, List<String> rest) {
        List<String> all = new ArrayList<>();
        all.add(first);
        all.addAll(rest);
        return all;
    }

    /**
     * What the variables of Reverb say. Those of an app stand for the only one; beside several they
     * are passed over, with a note.
     *
     * @param apps how many there are without them
     */
    Given.Group reverbs(int apps, List<String> notes) {
        boolean forAnApp = apps == 1 || (apps == 0 && tellsOfReverbApp());
        Given.Group root = Given.Group.at(Origin.of("the environment"));
        for (Catalogue.Listed each : Catalogue.list()) {
            for (String name : each.reverbNames()) {
                String value = ofLaravel(name);
                if (value == null) {
                    continue;
                }
                List<String> steps = each.steps();
                if (steps.contains("[]") && !forAnApp) {
                    noteIgnored(name, apps, notes);
                } else {
                    Given.Text text = new Given.Text(value, Origin.of(name));
                    Steps.place(root, Steps.numbered(steps, 0), text);
                }
            }
        }
        return root;
    }

    /**
     * What Laravel's variables say of Redis. Any program may have them, so that they are asked for
     * only when the hub is to use Redis.
     *
     * @param withAddress also where Redis is, and not only the prefix: its parts belong together
     */
    Given.Group laravels(boolean withAddress) {
        Given.Group root = Given.Group.at(Origin.of("the environment"));
        for (Catalogue.Listed each : Catalogue.list()) {
            List<String> steps = each.steps();
            boolean ofAddress = steps.size() == 2;
            for (String name : each.laravelNames()) {
                String value = ofLaravel(name);
                if (value != null && (withAddress || !ofAddress)) {
                    Steps.place(root, steps, new Given.Text(value, Origin.of(name)));
                }
            }
        }
        return root;
    }

    /** Laravel takes these words for nothing. */
    private @Nullable String ofLaravel(String name) {
        String value = variables.get(name);
        return "null".equals(value) || "(null)".equals(value) ? null : value;
    }

    private static void noteIgnored(String name, int apps, List<String> notes) {
        if (apps > 1) {
            notes.add(name + " is ignored: it stands for one app, and there are " + apps + ".");
        }
    }
}

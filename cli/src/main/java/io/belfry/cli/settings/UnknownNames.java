package io.belfry.cli.settings;

import io.belfry.hub.settings.AppSettings;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Finds names in a file that no setting has. */
final class UnknownNames {
    /** Reverb's apps say here where Laravel publishes to, which is no matter of the hub. */
    private static final String REVERB_OPTIONS = "options";

    private final Problems problems;
    private final List<String> notes;
    private final List<String> paths = new ArrayList<>();

    UnknownNames(Problems problems, List<String> notes) {
        this.problems = problems;
        this.notes = notes;
        addPaths(Catalogue.all(), "");
    }

    private void addPaths(Known.Section section, String prefix) {
        for (Known each : section.members().values()) {
            paths.add(prefix + each.name());
            switch (each) {
                case Known.Value value -> {}
                case Known.Section inner -> addPaths(inner, prefix + each.name() + ".");
                case Known.Sections many -> addPaths(many.item(), prefix + each.name() + "[].");
            }
        }
    }

    void check(Given.Group file) {
        check(Catalogue.all(), "", "", file);
    }

    /**
     * @param shown the path with numbers, for people
     * @param plain the same with {@code []}, as the catalogue has it
     */
    private void check(Known.Section section, String shown, String plain, Given.Group given) {
        given.members()
                .forEach((name, value) -> {
                    Known known = section.member(name);
                    if (known != null) {
                        descend(known, shown + name, plain + name, value);
                    } else if (isReverbOptions(section, name)) {
                        noteIgnored(value.origin(), shown + name);
                    } else {
                        String what = value.origin() + ": " + shown + name;
                        problems.unknown(what, nearest(shown, plain, name));
                    }
                });
    }

    private @Nullable String nearest(String shown, String plain, String name) {
        String nearest = Nearest.path(plain + name, paths);
        // In the same group it is told with the same numbers.
        return nearest != null && nearest.startsWith(plain)
                ? shown + nearest.substring(plain.length())
                : nearest;
    }

    private void descend(Known known, String shown, String plain, Given given) {
        if (known instanceof Known.Section section && given instanceof Given.Group group) {
            check(section, shown + ".", plain + ".", group);
        } else if (known instanceof Known.Sections many && given instanceof Given.Items items) {
            items.numbered()
                    .forEach((number, item) -> {
                        if (item instanceof Given.Group group) {
                            String place = shown + "[" + number + "].";
                            check(many.item(), place, plain + "[].", group);
                        }
                    });
        }
    }

    private static boolean isReverbOptions(Known.Section section, String name) {
        return section.type() == AppSettings.class && name.equals(REVERB_OPTIONS);
    }

    private void noteIgnored(Origin origin, String path) {
        notes.add(origin + ": " + path + " is ignored: it tells Laravel where to publish to.");
    }
}

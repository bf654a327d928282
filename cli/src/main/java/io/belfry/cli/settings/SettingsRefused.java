package io.belfry.cli.settings;

import java.util.List;

/** Settings that a hub cannot run with; tells everything that is wrong with them at once. */
public final class SettingsRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public SettingsRefused(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence each, naming the setting and where it was given. */
    public List<String> problems() {
        return problems;
    }
}

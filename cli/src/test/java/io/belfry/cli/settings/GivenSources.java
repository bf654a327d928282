package io.belfry.cli.settings;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sources as a test gives them, with one app unless it gives its own. */
final class GivenSources {
    private final Path file;
    private final List<Flag> flags = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    GivenSources(Path folder) {
        this.file = folder.resolve("belfry.yml");
    }

    GivenSources flag(String name, String path, String text) {
        flags.add(new Flag(name, path, text));
        return this;
    }

    GivenSources variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    GivenSources file(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** A file with one app, to which these members are added. */
    GivenSources app(String members) {
        return file("apps:\n  - { id: app, key: app-key, secret: app-secret, " + members + " }\n");
    }

    SettingsSources sources() {
        return new SettingsSources(flags, environment, file);
    }

    Loaded load() throws SettingsRefused {
        return sources().load();
    }

    /** The value of a setting and where it comes from, as {@code value from origin}. */
    String effective(String path) throws SettingsRefused {
        return load().effective().stream()
                .filter(each -> each.path().equals(path))
                .map(each -> each.value() + " from " + origin(each))
                .findFirst()
                .orElse("not a setting");
    }

    private String origin(Loaded.Effective effective) {
        return effective.origin().replace(file.toString(), "belfry.yml");
    }

    /** What is wrong, with the file's name in the place of its path. */
    List<String> problems() {
        SettingsRefused refused =
                catchThrowableOfType(SettingsRefused.class, () -> sources().load());
        return refused == null
                ? List.of()
                : refused.problems().stream().map(this::shortly).toList();
    }

    List<String> notes() throws SettingsRefused {
        return load().notes().stream().map(this::shortly).toList();
    }

    private String shortly(String sentence) {
        return sentence.replace(file.toString(), "belfry.yml");
    }
}

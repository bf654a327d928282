package io.belfry.cli.settings;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong, so that all of it is told at once. Not thread-safe. */
final class Problems {
    private final List<String> sentences = new ArrayList<>();

    void add(@Nullable Origin origin, String sentence) {
        sentences.add(origin == null ? sentence + "." : origin + ": " + sentence + ".");
    }

    /** Tells that nobody knows a setting, and which one may have been meant. */
    void unknown(String given, @Nullable String nearest) {
        String guess = nearest == null ? "." : "; did you mean " + nearest + "?";
        sentences.add(given + " is not a setting" + guess);
    }

    void throwIfAny() throws SettingsRefused {
        if (!sentences.isEmpty()) {
            throw new SettingsRefused(sentences);
        }
    }
}

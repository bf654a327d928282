package io.belfry.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A check as the file {@code checks.txt} lists it.
 *
 * @param later what it waits for; null when it must be proved now
 */
record ListedCheck(int number, String section, String title, @Nullable String later) {
    private static final String FILE = "checks.txt";
    private static final Pattern SECTION = Pattern.compile("== (.+)");
    private static final Pattern LINE = Pattern.compile("(\\d+) \\| ([^|]+?)(?: \\| ([^|]+))?");

    /** All checks in the order of the file. */
    static List<ListedCheck> all() throws IOException {
        List<ListedCheck> checks = new ArrayList<>();
        String section = "";
        for (String line : text().split("\n", -1)) {
            Matcher begins = SECTION.matcher(line);
            if (begins.matches()) {
                section = begins.group(1);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                checks.add(of(line, section));
            }
        }
        return checks;
    }

    private static ListedCheck of(String line, String section) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalStateException(FILE + " has a line that is no check: " + line);
        }
        int number = Integer.parseInt(parts.group(1));
        return new ListedCheck(number, section, parts.group(2), parts.group(3));
    }

    private static String text() throws IOException {
        try (InputStream file = ListedCheck.class.getResourceAsStream(FILE)) {
            return new String(Objects.requireNonNull(file, FILE).readAllBytes(), UTF_8);
        }
    }
}

package io.belfry.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the tests of all modules are. */
final class TestFiles {
    private static final String JAVA = ".java";

    private TestFiles() {}

    /** Those of stock clients and of examples in a browser. */
    static List<Path> inJavaScript(Path root) throws IOException {
        return below(root.resolve("compat"), ".test.mjs");
    }

    /** The sources of all modules. */
    static List<Path> inJava(Path root) throws IOException {
        return below(root, JAVA).stream()
                .filter(file -> file.toString().contains("/src/test/java/"))
                .toList();
    }

    /** A script is known by its whole name, a class without the ending. */
    static String nameOf(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(JAVA) ? name.substring(0, name.length() - JAVA.length()) : name;
    }

    static List<Path> below(Path folder, String suffix) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(suffix))
                    .filter(file -> !file.toString().contains("node_modules"))
                    .toList();
        }
    }
}

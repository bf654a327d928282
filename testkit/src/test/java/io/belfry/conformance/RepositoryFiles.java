package io.belfry.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of the whole repository, but for what was built or fetched. */
final class RepositoryFiles {
    private static final String JAVA = ".java";
    private static final Set<String> BUILT = Set.of("target", "node_modules");

    private RepositoryFiles() {}

    /** Tests of stock clients, of examples in a browser, and of the package for browsers. */
    static List<Path> inJavaScript(Path root) throws IOException {
        List<Path> tests = new ArrayList<>(below(root.resolve("compat"), ".test.mjs"));
        tests.addAll(below(root.resolve("web/test"), ".test.ts"));
        tests.addAll(below(root.resolve("web/test"), ".test.tsx"));
        return tests;
    }

    /** The tests of all modules. */
    static List<Path> inJava(Path root) throws IOException {
        return below(root, JAVA).stream()
                .filter(file -> file.toString().contains("/src/test/java/"))
                .toList();
    }

    /** A test in JavaScript is known by its whole name, a class without the ending. */
    static String nameOf(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(JAVA) ? name.substring(0, name.length() - JAVA.length()) : name;
    }

    /** The files below a folder with an ending, but for what was built or fetched in it. */
    static List<Path> below(Path folder, String ending) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !isBuilt(folder.relativize(file)))
                    .toList();
        }
    }

    private static boolean isBuilt(Path file) {
        for (Path folder : file) {
            if (BUILT.contains(folder.toString())) {
                return true;
            }
        }
        return false;
    }
}

package io.belfry.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A test that proves checks: one with {@link Check}, or one of the stock clients in JavaScript with
 * a comment above it that says {@code check 30} or {@code checks 30, 98}.
 *
 * @param file from the root of the repository
 * @param sentence what the test says
 */
record Proof(String file, String name, String sentence, List<Integer> checks) {
    private static final Path CLIENTS = Path.of("../compat");
    private static final String SOURCES = "testkit/src/test/java/";
    private static final Pattern IN_JAVASCRIPT =
            Pattern.compile(
                    "//\\s*[Cc]hecks? (\\d+(?:, *\\d+)*)\\s*\\n\\s*(?:it|test)\\(\\s*\"([^\"]+)\"");

    /** All of them, in an order that does not change. */
    static List<Proof> all() throws IOException, URISyntaxException {
        List<Proof> proofs = new ArrayList<>();
        Path classes =
                Path.of(Check.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        for (Path each : files(classes, ".class")) {
            proofs.addAll(ofClass(classes.relativize(each)));
        }
        for (Path each : files(CLIENTS, ".test.mjs")) {
            proofs.addAll(ofScript(each));
        }
        proofs.sort(Comparator.comparing(Proof::file).thenComparing(Proof::sentence));
        return proofs;
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(suffix))
                    .filter(file -> !file.toString().contains("node_modules"))
                    .toList();
        }
    }

    private static List<Proof> ofClass(Path file) {
        String path = file.toString().replace(file.getFileSystem().getSeparator(), "/");
        String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        try {
            Class<?> type = Class.forName(name, false, Proof.class.getClassLoader());
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Check.class))
                    .map(method -> ofMethod(type, method))
                    .toList();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static Proof ofMethod(Class<?> type, Method method) {
        Class<?> outer = type.getNestHost();
        return new Proof(
                SOURCES + outer.getName().replace('.', '/') + ".java",
                outer.getSimpleName(),
                method.getName().replace('_', ' '),
                Arrays.stream(method.getAnnotation(Check.class).value()).boxed().toList());
    }

    private static List<Proof> ofScript(Path script) {
        List<Proof> proofs = new ArrayList<>();
        try {
            Matcher tests = IN_JAVASCRIPT.matcher(Files.readString(script));
            while (tests.find()) {
                proofs.add(
                        new Proof(
                                "compat/" + CLIENTS.relativize(script),
                                script.getFileName().toString(),
                                tests.group(2),
                                Arrays.stream(tests.group(1).split(", *", -1))
                                        .map(Integer::valueOf)
                                        .toList()));
            }
            return proofs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

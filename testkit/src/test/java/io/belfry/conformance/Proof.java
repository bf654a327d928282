package io.belfry.conformance;

import java.io.IOException;
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

/**
 * A test that proves checks: one with {@link Check}, or one of another module or in JavaScript with
 * a comment above it that says {@code check 30} or {@code checks 30, 98}.
 *
 * @param file from the root of the repository
 * @param sentence what the test says
 */
record Proof(String file, String name, String sentence, List<Integer> checks) {
    private static final Path ROOT = Path.of("..");
    private static final String SOURCES = "testkit/src/test/java/";
    private static final String COMMENT = "//\\s*[Cc]hecks? (\\d+(?:, *\\d+)*)\\s*\\n\\s*";
    private static final Pattern IN_JAVASCRIPT =
            Pattern.compile(COMMENT + "(?:it|test)\\(\\s*\"([^\"]+)\"");
    private static final Pattern IN_JAVA =
            Pattern.compile(COMMENT + "@.*?void (\\w+)\\(", Pattern.DOTALL);

    /** All of them, in an order that does not change. */
    static List<Proof> all() throws IOException, URISyntaxException {
        List<Proof> proofs = new ArrayList<>();
        Path classes =
                Path.of(Check.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        for (Path each : RepositoryFiles.below(classes, ".class")) {
            proofs.addAll(ofClass(classes.relativize(each)));
        }
        for (Path each : RepositoryFiles.inJavaScript(ROOT)) {
            proofs.addAll(ofComments(each, IN_JAVASCRIPT));
        }
        for (Path each : RepositoryFiles.inJava(ROOT)) {
            proofs.addAll(ofComments(each, IN_JAVA));
        }
        proofs.sort(Comparator.comparing(Proof::file).thenComparing(Proof::sentence));
        return proofs;
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

    private static List<Proof> ofComments(Path file, Pattern pattern) throws IOException {
        List<Proof> proofs = new ArrayList<>();
        Matcher tests = pattern.matcher(Files.readString(file));
        while (tests.find()) {
            proofs.add(
                    new Proof(
                            ROOT.relativize(file).toString(),
                            RepositoryFiles.nameOf(file),
                            tests.group(2).replace('_', ' '),
                            Arrays.stream(tests.group(1).split(", *", -1))
                                    .map(Integer::valueOf)
                                    .toList()));
        }
        return proofs;
    }
}

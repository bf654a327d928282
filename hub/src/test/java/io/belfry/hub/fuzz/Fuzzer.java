package io.belfry.hub.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs Jazzer, which changes inputs in the direction of code that none has reached yet. In a JVM of
 * its own, because it rewrites classes as they are loaded.
 */
final class Fuzzer {
    /**
     * How long each target is fuzzed: {@code -Dbelfry.fuzz.seconds}, else 10 seconds on a build
     * machine and 2 elsewhere.
     */
    private static final int SECONDS =
            Integer.getInteger("belfry.fuzz.seconds", System.getenv("CI") == null ? 2 : 10);

    private static final int STARTING_AND_ENDING = 180;
    private static final Pattern RUNS = Pattern.compile("Done (\\d+) runs");

    private Fuzzer() {}

    /**
     * Fuzzes a class that has {@code public static void fuzzerTestOneInput(byte[])}. A finding
     * fails the test with the log, which ends with the input that did it.
     */
    static void fuzz(Class<?> target, List<byte[]> seeds) throws IOException, InterruptedException {
        Path directory = Path.of("target", "fuzz", target.getSimpleName()).toAbsolutePath();
        Path log = directory.resolve("log.txt");
        Process jazzer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+EnableDynamicAgentLoading",
                                "com.code_intelligence.jazzer.Jazzer",
                                "--target_class=" + target.getName(),
                                "--instrumentation_includes=io.belfry.**:tools.jackson.core.**",
                                "--reproducer_path=" + directory,
                                "-artifact_prefix=" + directory + "/",
                                "-max_total_time=" + SECONDS,
                                "-timeout=10",
                                "-rss_limit_mb=0",
                                written(seeds, directory.resolve("seeds")).toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            boolean ended = jazzer.waitFor(SECONDS + STARTING_AND_ENDING, TimeUnit.SECONDS);
            assertThat(ended).as("the fuzzer ends in time").isTrue();
            assertThat(jazzer.exitValue()).as(() -> read(log)).isZero();
            assertThat(runs(read(log))).as(() -> read(log)).isGreaterThanOrEqualTo(seeds.size());
        } finally {
            jazzer.destroyForcibly();
        }
    }

    private static Path written(List<byte[]> seeds, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(directory.resolve("seed-" + i), seeds.get(i));
        }
        return directory;
    }

    private static long runs(String log) {
        Matcher done = RUNS.matcher(log);
        return done.find() ? Long.parseLong(done.group(1)) : 0;
    }

    private static String read(Path log) {
        try {
            return new String(Files.readAllBytes(log), UTF_8);
        } catch (IOException e) {
            return "no log: " + e;
        }
    }
}

package io.belfry.hub.netty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets the Autobahn test suite itself judge the frame reader. Not part of the build, because the
 * suite needs Python 2.7; its cases, ported, are. To run it, see docs/compat/websocket.md.
 */
class AutobahnRun {
    private static final String CASES =
            """
            {"outdir": "%s", "servers": [{"agent": "belfry", "url": "ws://127.0.0.1:%d"}],
             "cases": ["*"], "exclude-agent-cases": {},
             "exclude-cases": [
               "1.2.*", "9.2.*", "9.4.*", "9.6.*", "9.8.*",
               "12.*", "13.*"]}
            """;
    private static final Pattern VERDICT =
            Pattern.compile("\"([0-9.]+)\": \\{\\s*\"behavior\": \"([A-Z-]+)\"");

    /**
     * Without binary messages, which are refused, and without compression, which is not offered.
     */
    @Test
    void no_case_fails() throws Exception {
        Path directory = Files.createDirectories(Path.of("target", "autobahn").toAbsolutePath());
        Path settings = directory.resolve("settings.json");
        try (EchoServer server = new EchoServer()) {
            Files.writeString(settings, CASES.formatted(directory, server.port()));
            run(System.getProperty("belfry.wstest", "wstest"), settings);
        }
        Map<String, String> verdicts = verdicts(directory.resolve("index.json"));
        assertThat(verdicts).hasSizeGreaterThan(250);
        assertThat(verdicts).doesNotContainValue("FAILED");
    }

    private static void run(String wstest, Path settings) throws Exception {
        Process suite =
                new ProcessBuilder(wstest, "-m", "fuzzingclient", "-s", settings.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(settings.resolveSibling("log.txt").toFile())
                        .start();
        try {
            assertThat(suite.waitFor(10, TimeUnit.MINUTES)).isTrue();
        } finally {
            suite.destroyForcibly();
        }
    }

    private static Map<String, String> verdicts(Path index) throws Exception {
        Map<String, String> verdicts = new TreeMap<>();
        Matcher verdict = VERDICT.matcher(Files.readString(index));
        while (verdict.find()) {
            verdicts.put(verdict.group(1), verdict.group(2));
        }
        return verdicts;
    }
}

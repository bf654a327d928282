package io.belfry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code belfry bench} as its user meets it: what it finds, prints, refuses, and ends with. */
class BenchTest {
    private static final String SETTINGS =
            """
            server: { host: 127.0.0.1, port: 0 }
            apps:
              - { id: shop, key: app-key, secret: hush }
            """;
    private static final String[] SHORT = {"--warm-up", "0s", "--duration", "1s"};

    @TempDir private static Path folder;
    private static BelfryProcess hub;
    private static int port;

    @BeforeAll
    static void startHub() throws Exception {
        Files.writeString(folder.resolve("belfry.yml"), SETTINGS);
        hub = BelfryProcess.in(folder, "start");
        port = hub.port();
    }

    @AfterAll
    static void killHub() throws InterruptedException {
        hub.close();
    }

    /** What a process left, standard output and error kept apart. */
    private record Ended(int exitCode, String out, String err) {}

    private static Ended bench(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command(arguments))
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().keySet().removeIf(each -> each.startsWith("BELFRY_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(
                process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    private static Ended bench(String... arguments) throws IOException, InterruptedException {
        return bench(Map.of(), arguments);
    }

    private static List<String> command(String... arguments) {
        return BelfryProcess.command(List.of(), with(arguments, "bench"));
    }

    private static String[] with(String[] usual, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(List.of(usual));
        return all.toArray(String[]::new);
    }

    private static Map<?, ?> json(String text) {
        // JSON is YAML.
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    private static double figure(Map<?, ?> report, String key) {
        Map<?, ?> figures = (Map<?, ?>) report.get("figures");
        return ((Number) ((Map<?, ?>) figures.get(key)).get("value")).doubleValue();
    }

    private static void refused(String sentence, String... arguments) throws Exception {
        Ended ended = bench(arguments);

        assertThat(ended.err()).isEqualTo(sentence + "\n");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void it_finds_the_hub_of_the_settings_and_its_process_by_itself() throws Exception {
        Ended ended = bench(with(SHORT, "fanout", "--connections", "20"));

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out())
                .startsWith("fanout on http://127.0.0.1:" + port + ": complete\n")
                .containsPattern("\nconnections +20\n")
                .containsPattern("\nlost +0\n")
                .containsPattern("\nserver memory at the end +[0-9,]+ +bytes\n")
                .doesNotContain("hush", "app-key");
        assertThat(ended.err()).matches("(20 connections, [0-9,]+ delivered, p99 .*\n)+");
    }

    @Test
    void json_on_standard_output_is_all_that_is_there() throws Exception {
        Ended ended = bench(with(SHORT, "publish", "--json", "-", "--rate", "50"));

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out().lines()).hasSize(1);
        Map<?, ?> report = json(ended.out());
        assertThat(report.get("scenario")).isEqualTo("publish");
        assertThat(report.get("partial")).isNull();
        assertThat(figure(report, "published")).isBetween(20.0, 60.0);
        assertThat(ended.err()).contains(" published");
    }

    @Test
    void reports_go_into_files_beside_the_table() throws Exception {
        Ended ended =
                bench(
                        with(
                                SHORT,
                                "fanout",
                                "--connections",
                                "2",
                                "--json",
                                "report.json",
                                "--report",
                                "report.html"));

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).startsWith("fanout on ");
        assertThat(json(Files.readString(folder.resolve("report.json"))).get("scenario"))
                .isEqualTo("fanout");
        assertThat(folder.resolve("report.html"))
                .content()
                .startsWithIgnoringCase("<!doctype html>")
                .contains("<svg", "fanout")
                .doesNotContain("hush", "app-key");
    }

    @Test
    void a_server_can_be_named_and_its_secret_kept_from_the_command_line() throws Exception {
        String[] arguments =
                with(
                        SHORT,
                        "publish",
                        "--url",
                        "http://localhost:" + port,
                        "--app-id",
                        "shop",
                        "--key",
                        "app-key");

        Ended ended = bench(Map.of("BELFRY_BENCH_SECRET", "hush"), arguments);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).startsWith("publish on http://localhost:" + port + ": complete\n");

        refused(
                "With --url there must be --app-id, --key and --secret (or BELFRY_BENCH_SECRET)"
                        + " too.",
                arguments);
    }

    @Test
    void another_machine_is_not_loaded_unless_its_owner_says_so() throws Exception {
        String[] arguments = {
            "idle", "--url", "http://192.0.2.1:8080", "--app-id", "a", "--key", "k", "--secret", "s"
        };

        refused(
                "http://192.0.2.1:8080 is not on this machine, and a load test disturbs whoever"
                        + " uses it. If it is yours, say --yes-i-own-this-server.",
                arguments);
    }

    @Test
    void who_owns_a_server_may_load_it_wherever_it_is() throws Exception {
        Ended ended =
                bench(
                        "idle",
                        "--url",
                        "http://nobody.invalid",
                        "--app-id",
                        "a",
                        "--key",
                        "k",
                        "--secret",
                        "s",
                        "--yes-i-own-this-server");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).startsWith("A client cannot connect to http://nobody.invalid: ");
    }

    @Test
    void a_wrong_secret_is_told_in_a_sentence() throws Exception {
        Ended ended =
                bench(
                        "publish",
                        "--url",
                        "http://127.0.0.1:" + port,
                        "--app-id",
                        "shop",
                        "--key",
                        "app-key",
                        "--secret",
                        "wrong");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("refuses the signature (401: ").doesNotContain("\tat ");
    }

    @Test
    void open_and_closed_loop_exclude_each_other() throws Exception {
        refused(
                "Only one of --in-flight and --rate can be.",
                "fanout",
                "--in-flight",
                "2",
                "--rate",
                "10");
    }

    @Test
    void what_is_out_of_bounds_is_named_with_its_limits() throws Exception {
        refused("size must be from 40 to 1,048,576, not 10.", "publish", "--size", "10");
        refused("duration must be from 100 ms to 24 h, not 1 ms.", "publish", "--duration", "1ms");
        refused("--sources must be from 1 to 250, not 0.", "publish", "--sources", "0");
    }

    @Test
    void a_report_that_cannot_be_written_is_told_before_anything_is_loaded() throws Exception {
        refused(
                "The report cannot be written to nowhere/report.html.",
                "publish",
                "--report",
                "nowhere/report.html");
        refused("The report cannot be written to ..", "publish", "--json", ".");
    }

    @Test
    void a_page_does_not_go_to_standard_output() throws Exception {
        refused(
                "--report needs the name of a file: a page does not go to standard output; --json -"
                        + " prints the report for machines.",
                "publish",
                "--report",
                "-");
        assertThat(folder.resolve("-")).doesNotExist();
    }

    @Test
    void two_reports_do_not_go_into_one_file() throws Exception {
        refused(
                "--json and --report cannot both be written to one.",
                "publish",
                "--json",
                "one",
                "--report",
                "one");
    }

    @Test
    void settings_without_an_app_say_where_to_look_for_one() throws Exception {
        Files.writeString(folder.resolve("none.yml"), "apps: []\n");

        refused(
                "There is no app in none.yml. Go to where a hub was started, or name a server with"
                        + " --url.",
                "publish",
                "--config",
                "none.yml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--key", "--secret", "--api-url", "--certificate"})
    void what_belongs_to_a_named_server_needs_its_name(String option) throws Exception {
        refused(
                "--api-url, --key, --secret and --certificate say more about the server of --url,"
                        + " which is missing.",
                "publish",
                option,
                "http://x");
    }

    @Test
    void an_app_that_the_settings_do_not_have() throws Exception {
        refused("There is no app other in belfry.yml.", "publish", "--app-id", "other");
    }

    @Test
    void without_a_running_hub_it_says_what_to_do() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("belfry.yml"), SETTINGS);
        Ended ended = bench("publish", "--config", "elsewhere/belfry.yml");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .isEqualTo(
                        "No hub with the settings elsewhere/belfry.yml is running here. Start one"
                                + " with belfry start, or name a server with --url.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void who_stops_it_gets_a_partial_report_and_another_exit_code(String signal) throws Exception {
        try (BelfryProcess bench =
                BelfryProcess.in(
                        folder,
                        "bench",
                        "idle",
                        "--connections",
                        "5",
                        "--base",
                        "0",
                        "--hold",
                        "1h")) {
            bench.says("5 connections, 0 lost");
            bench.hears(signal).says("idle on http://127.0.0.1:" + port + ": PARTIAL, it was");

            assertThat(bench.ends()).isEqualTo(1);
        }
    }

    @Test
    void who_may_open_too_few_files_reads_so_before_it_begins() throws Exception {
        try (BelfryProcess bench =
                BelfryProcess.withFiles(
                        250, folder, "bench", "idle", "--connections", "1000", "--hold", "1h")) {
            bench.says(line -> line.startsWith("This process may open 250 files, enough for 150 "));
            bench.says(" connections, 0 lost");
            bench.hears("INT").says("PARTIAL");
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void who_stops_it_before_it_has_begun_is_told_so(String signal, int exitCode) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                BelfryProcess bench =
                        BelfryProcess.in(
                                folder,
                                "bench",
                                "publish",
                                "--url",
                                "http://127.0.0.1:" + silent.getLocalPort(),
                                "--app-id",
                                "shop",
                                "--key",
                                "app-key",
                                "--secret",
                                "hush");
                Socket triedOut = silent.accept()) {
            assertThat(triedOut.isConnected()).isTrue();
            bench.hears(signal);

            assertThat(bench.ends()).isEqualTo(exitCode);
            assertThat(bench.rest())
                    .endsWith("Stopped before anything was loaded; there is nothing to report.\n");
        }
    }

    @Test
    void every_scenario_explains_itself() throws Exception {
        Ended ended = bench();

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .contains("idle", "fanout", "client-events", "publish", "presence", "churn")
                .contains("reconnect-storm");
    }
}

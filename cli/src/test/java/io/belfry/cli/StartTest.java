package io.belfry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** {@code belfry start}, as people and machines do it. */
class StartTest {
    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("belfry.yml");
    }

    private String member(String name) throws IOException {
        return Files.readAllLines(file()).stream()
                .map(line -> line.replace("- ", "").strip())
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2).replace("\"", ""))
                .findFirst()
                .orElseThrow();
    }

    private String startAndStop(String... arguments) throws Exception {
        try (BelfryProcess belfry = BelfryProcess.in(folder, arguments)) {
            belfry.port();
            belfry.says(line -> line.contains("Belfry serves "));
            assertThat(belfry.hears("TERM").ends()).isZero();
            return belfry.rest();
        }
    }

    @Test
    void the_first_start_makes_an_app_and_the_second_changes_nothing() throws Exception {
        String first = startAndStop("start", "--port", "0");

        String written = Files.readString(file());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(written).contains("mode: development\n", "host: 127.0.0.1, port: 8080");
        assertThat(first)
                .contains("key: '" + member("key") + "'", "REVERB_APP_ID=" + member("id") + "\n")
                .contains("the secret of app " + member("id") + " in " + file().toRealPath())
                .doesNotContain(member("secret"));

        String second = startAndStop("start", "--port", "0");
        assertThat(Files.readString(file())).isEqualTo(written);
        assertThat(withoutPortsAndTimes(second)).isEqualTo(withoutPortsAndTimes(first));
    }

    private static String withoutPortsAndTimes(String text) {
        return text.replaceAll("[0-9T:.-]{20,}Z", "TIME")
                .replaceAll("(Port: |_PORT=|localhost:)[0-9]+", "$1PORT");
    }

    @Test
    void an_app_in_the_environment_needs_no_file() throws Exception {
        Map<String, String> reverb =
                Map.of(
                        "REVERB_APP_ID", "153066",
                        "REVERB_APP_KEY", "app-key",
                        "REVERB_APP_SECRET", "app-secret",
                        "REVERB_SERVER_HOST", "127.0.0.1",
                        "REVERB_SERVER_PORT", "0");
        try (BelfryProcess belfry = BelfryProcess.in(folder, reverb, "start")) {
            assertThat(belfry.says("listening")).contains("mode=production", "apps=1");
            assertThat(file()).doesNotExist();
            assertThat(belfry.hears("TERM").ends()).isZero();
        }
    }

    @Test
    void a_port_that_is_taken_ends_the_start_with_a_sentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                BelfryProcess belfry =
                        BelfryProcess.in(folder, "start", "--port", "" + taken.getLocalPort())) {
            assertThat(belfry.ends()).isEqualTo(2);
            assertThat(belfry.rest())
                    .isEqualTo(
                            "Port %d on 127.0.0.1 is taken; choose another with --port N or stop the other program.\n"
                                    .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void a_host_that_is_nowhere_ends_the_start_with_a_sentence() throws Exception {
        try (BelfryProcess belfry =
                BelfryProcess.in(folder, "start", "--host", "nohost.invalid", "--port", "0")) {
            assertThat(belfry.ends()).isEqualTo(2);
            assertThat(belfry.rest())
                    .isEqualTo(
                            "Cannot listen on nohost.invalid:0: server.host is neither an address"
                                    + " of this machine nor a name of one.\n");
        }
    }

    @Test
    void a_transport_that_the_system_lacks_ends_the_start_with_a_sentence() throws Exception {
        Files.writeString(
                file(),
                """
                server: {host: 127.0.0.1, port: 0, transport: io_uring}
                apps: [{id: shop, key: key, secret: secret-of-shop}]
                """);
        List<String> lacking = List.of("-Dio.netty.transport.noNative=true");
        try (BelfryProcess belfry = BelfryProcess.withJvmOptions(lacking, folder, "start")) {
            assertThat(belfry.ends()).isEqualTo(2);
            assertThat(belfry.rest())
                    .startsWith("server.transport is io_uring, which this system does not offer (")
                    .endsWith("); auto takes the best that it does.\n");
        }
    }

    @Test
    void settings_that_are_refused_end_the_start_and_leave_no_file() throws Exception {
        try (BelfryProcess belfry = BelfryProcess.in(folder, "start", "--port", "eighty")) {
            assertThat(belfry.ends()).isEqualTo(2);
            assertThat(belfry.rest())
                    .isEqualTo(
                            "--port: server.port must be a whole number, from 0 to 65535, not"
                                    + " \"eighty\".\n");
            assertThat(file()).doesNotExist();
        }
    }

    @Test
    void a_file_that_is_asked_for_must_be_there() throws Exception {
        try (BelfryProcess belfry = BelfryProcess.in(folder, "start", "--config", "other.yml")) {
            assertThat(belfry.ends()).isEqualTo(2);
            assertThat(belfry.rest()).isEqualTo("There is no settings file other.yml.\n");
        }
    }

    @Test
    void a_hub_without_an_app_does_not_start() throws Exception {
        Files.writeString(file(), "server: { port: 0 }\n");
        try (BelfryProcess belfry = BelfryProcess.in(folder, "start")) {
            assertThat(belfry.ends()).isEqualTo(2);
            assertThat(belfry.rest()).startsWith("There is no app. ");
        }
    }

    @Test
    void settings_are_shown_without_secrets_and_without_a_start() throws Exception {
        Files.writeString(file(), "apps: [{ id: a, key: app-key, secret: hush }]\n");
        try (BelfryProcess belfry =
                BelfryProcess.in(
                        folder,
                        Map.of("BELFRY_METRICS_TOKEN", "hush"),
                        "start",
                        "--print-settings")) {
            assertThat(belfry.ends()).isZero();
            String shown = belfry.rest();
            assertThat(shown).doesNotContain("hush");
            assertThat(shown.lines().map(line -> line.replaceAll(" +", " ")))
                    .contains(
                            "server.port 8080 default",
                            "metrics.token •••• BELFRY_METRICS_TOKEN",
                            "apps[0].key app-key belfry.yml:1",
                            "apps[0].secret •••• belfry.yml:1");
        }
    }

    @Test
    void clients_have_the_grace_to_go_and_a_second_signal_ends_it() throws Exception {
        Files.writeString(
                file(),
                """
                server: { host: 127.0.0.1, port: 0 }
                shutdown: { grace: 10m }
                apps: [{ id: a, key: app-key, secret: s }]
                """);
        try (BelfryProcess belfry = BelfryProcess.in(folder, "start");
                Socket client = new Socket("127.0.0.1", belfry.port())) {
            WebSocketBytes.upgrade(client, "/app/app-key");

            belfry.hears("TERM").says("draining");
            assertThat(belfry.isRunning()).isTrue();

            assertThat(belfry.hears("TERM").ends()).isEqualTo(143);
            assertThat(folder.resolve(".belfry")).isEmptyDirectory();
        }
    }

    @Test
    void debug_shows_every_frame() throws Exception {
        Files.writeString(
                file(),
                "server: { host: 127.0.0.1, port: 0 }\n"
                        + "apps: [{ id: a, key: app-key, secret: s }]\n");
        try (BelfryProcess belfry = BelfryProcess.in(folder, "start", "--debug");
                Socket client = new Socket("127.0.0.1", belfry.port())) {
            WebSocketBytes.upgrade(client, "/app/app-key");

            WebSocketBytes.send(client, "{\"event\":\"pusher:ping\"}");

            assertThat(belfry.says("pusher:ping")).contains(" DEBUG ");
            belfry.says("pusher:pong");
        }
    }

    @Test
    void lines_are_json_when_the_settings_say_so() throws Exception {
        Files.writeString(
                file(),
                """
                log: { format: json }
                server: { host: 127.0.0.1, port: 0 }
                apps: [{ id: a, key: app-key, secret: s }]
                """);
        try (BelfryProcess belfry = BelfryProcess.in(folder, "start")) {
            assertThat(belfry.says("listening"))
                    .startsWith("{\"time\":\"")
                    .contains("\"message\":\"listening\"", "\"mode\":\"production\"")
                    .endsWith("}");
        }
    }
}

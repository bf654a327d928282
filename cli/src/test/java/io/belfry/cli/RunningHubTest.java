package io.belfry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What one can do to a hub that runs: ask it, reload it, stop it. */
class RunningHubTest {
    private static final String SERVER =
            "server: { host: 127.0.0.1, port: 0 }\nshutdown: { grace: 10m }\n";
    private static final String SHOP = "  - { id: shop, name: Shop, key: app-key, secret: hush }\n";

    @TempDir private Path folder;
    private BelfryProcess hub;
    private int port;

    @BeforeEach
    void startHub() throws Exception {
        write(SERVER + "apps:\n" + SHOP);
        hub = BelfryProcess.in(folder, "start");
        port = hub.port();
    }

    @AfterEach
    void killHub() throws InterruptedException {
        hub.close();
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("belfry.yml"), text);
    }

    private void run(int exitCode, String output, String... arguments) throws InterruptedException {
        try (BelfryProcess command = BelfryProcess.in(folder, arguments)) {
            assertThat(command.ends()).as(command::rest).isEqualTo(exitCode);
            assertThat(command.rest()).isEqualTo(output);
        }
    }

    @Test
    void status_counts_what_each_app_has() throws Exception {
        try (Socket client = new Socket("127.0.0.1", port)) {
            WebSocketBytes.upgrade(client, "/app/app-key");

            run(
                    0,
                    """
                    http://127.0.0.1:%d is up.

                    app               name                  connections  channels
                    shop              Shop                            1         0
                    """
                            .formatted(port),
                    "status");
        }
    }

    @Test
    void status_tells_of_a_hub_that_is_draining() throws Exception {
        // So many that the hub is busy closing them for longer than a process takes to start.
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 180; i++) {
                clients.add(new Socket("127.0.0.1", port));
                WebSocketBytes.upgrade(clients.getLast(), "/app/app-key");
            }
            hub.hears("TERM").says("draining");

            try (BelfryProcess status = BelfryProcess.in(folder, "status")) {
                assertThat(status.ends()).isZero();
                assertThat(status.rest()).startsWith("http://127.0.0.1:" + port + " is draining.");
            }
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void status_and_reload_tell_when_no_hub_is_there() throws Exception {
        hub.hears("TERM").ends();

        String nobody = "No hub with the settings belfry.yml is running.\n";
        run(1, nobody, "status");
        run(1, nobody, "reload");
        run(1, nobody, "drain");
        run(
                1,
                "No hub answers at http://127.0.0.1:%d.\n".formatted(port),
                "status",
                "--port",
                "" + port);
    }

    @Test
    void drain_ends_a_hub_and_waits_for_that() throws Exception {
        try (BelfryProcess drain = BelfryProcess.in(folder, "drain")) {
            assertThat(drain.ends()).as(drain::rest).isZero();
            assertThat(drain.rest())
                    .matches(
                            """
                            The hub, process \\d+, asks its clients to reconnect elsewhere, within 600 s\\.
                            It has ended after \\d+\\.\\d s\\.
                            """);
        }
        assertThat(hub.ends()).isZero();
    }

    @Test
    void what_a_killed_hub_leaves_behind_is_not_taken_for_a_hub() throws Exception {
        Path pid = folder.resolve(".belfry").resolve(port + ".pid");
        assertThat(pid).exists();
        hub.hears("KILL").ends();

        run(1, "No hub with the settings belfry.yml is running.\n", "reload", "--port", "" + port);
        assertThat(pid).doesNotExist();
    }

    @Test
    void another_process_with_the_same_number_is_not_signalled() throws Exception {
        Path pid = folder.resolve(".belfry").resolve(port + ".pid");
        String number = Files.readAllLines(pid).getFirst();
        Files.writeString(pid, number + "\n12345\n");

        run(1, "No hub with the settings belfry.yml is running.\n", "reload");
        assertThat(hub.isRunning()).isTrue();
    }

    @Test
    void reload_tells_what_has_changed_and_drops_no_client() throws Exception {
        try (Socket client = new Socket("127.0.0.1", port)) {
            WebSocketBytes.upgrade(client, "/app/app-key");
            write(
                    SERVER.replace("10m", "5m")
                            + "log: { level: debug }\napps:\n"
                            + "  - { id: other, key: other-key, secret: hush }\n"
                            + SHOP.replace("hush", "hush-anew").replace(" }", ", max_batch: 5 }"));

            run(
                    0,
                    """
                    app other added
                    app shop max_batch: 10 -> 5
                    log.level: info -> debug
                    shutdown.grace: 10m -> 5m (at the next start)
                    app shop has new keys or secrets; its keys are [app-key]
                    """,
                    "reload");
            hub.says("settings reread changes=5");
            hub.says("app shop max_batch: 10 -> 5");
            try (BelfryProcess status = BelfryProcess.in(folder, "status")) {
                assertThat(status.ends()).isZero();
                assertThat(status.rest().replaceAll(" +", " "))
                        .contains("other 0 0\n", "shop Shop 1 0\n");
                hub.says(" DEBUG ");
            }
        }
    }

    @Test
    void a_port_for_the_next_start_does_not_hide_the_hub() throws Exception {
        write(SERVER.replace("port: 0", "port: 1") + "apps:\n" + SHOP);

        run(0, "server.port: 0 -> 1 (at the next start)\n", "reload");
        run(1, "No hub with the settings belfry.yml is running.\n", "reload", "--port", "1");
    }

    @Test
    void a_reload_without_changes_says_so() throws Exception {
        run(0, "Nothing has changed.\n", "reload");
    }

    @Test
    void a_broken_file_leaves_the_hub_as_it_was() throws Exception {
        write(SERVER + "apps:\n" + SHOP + "colour: red\n");
        run(
                2,
                """
                belfry.yml, line 5: colour is not a setting.
                """,
                "reload");

        write(SERVER);
        hub.hears("HUP").says("settings refused; the hub goes on with those it has");
        hub.says("There is no app. ");

        write(SERVER + "apps:\n" + SHOP);
        run(0, "Nothing has changed.\n", "reload");
    }

    @Test
    void a_hangup_rereads_the_settings() throws Exception {
        write(SERVER + "apps:\n" + SHOP.replace(" }", ", watchlist: true }"));

        hub.hears("HUP").says("app shop watchlist: false -> true");
    }
}

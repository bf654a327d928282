package io.belfry.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.belfry.hub.settings.ShutdownSettings;
import io.belfry.load.run.FakeServer.Answer;
import io.belfry.load.run.FakeServer.Behaviour;
import io.belfry.load.run.FakeServer.Client;
import io.belfry.load.scenario.ChannelUse;
import io.belfry.load.scenario.Churn;
import io.belfry.load.scenario.Fanout;
import io.belfry.load.scenario.Idle;
import io.belfry.load.scenario.Pace;
import io.belfry.load.scenario.Presence;
import io.belfry.load.scenario.Publish;
import io.belfry.load.scenario.ReconnectStorm;
import io.belfry.load.scenario.Scenario;
import io.belfry.load.server.LoadFailed;
import io.belfry.load.server.Target;
import io.belfry.protocol.AppKey;
import io.belfry.testkit.GivenCertificate;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.NoLeaks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What cannot work is told in one sentence before anything is loaded; what breaks, in the report.
 */
@ExtendWith(NoLeaks.class)
class BadInputTest {
    private static final Duration NONE = Duration.ZERO;
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Pace ONE = new Pace.InFlight(1);
    private static final Scenario FANOUT = new Fanout(2, 1, 64, ONE, NONE, LONG);
    private static final Scenario PUBLISH = new Publish(64, ONE, NONE, LONG);
    private static final Scenario IDLE = new Idle(2, 0, 0, ChannelUse.OWN, LONG);

    @RegisterExtension static final GivenHub given = GivenHub.standard();

    private static void refuses(Target target, Scenario scenario, String... sentence) {
        assertThatThrownBy(() -> GivenRun.of(target, scenario))
                .isInstanceOf(LoadFailed.class)
                .message()
                .contains(sentence)
                .matches("(?s).*[^.]\\.")
                .doesNotContain("null", "wrong-secret");
    }

    private static Target with(String appId, AppKey key) {
        Target right = GivenRun.target(given);
        return new Target(right.webSockets(), right.api(), appId, key, null);
    }

    @Test
    void a_server_that_is_not_there() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        URI nobody = URI.create("http://127.0.0.1:" + port);
        Target target = new Target(nobody, nobody, "4711", given.key(), null);

        refuses(
                target,
                FANOUT,
                "A client cannot connect to "
                        + nobody
                        + ": nothing listens there (connection refused). Check the address.");
        refuses(
                target,
                PUBLISH,
                "The HTTP API at "
                        + nobody
                        + " does not answer: nothing listens there (connection refused).");
    }

    @Test
    void a_name_that_nobody_knows() {
        URI nobody = URI.create("http://nobody.invalid");

        refuses(
                new Target(nobody, nobody, "4711", given.key(), null),
                FANOUT,
                "A client cannot connect to "
                        + nobody
                        + ": there is no host of that name. Check the address.");
    }

    @Test
    void an_app_key_that_the_hub_does_not_know() {
        refuses(
                with("4711", new AppKey("other-key", "belfry-secret")),
                FANOUT,
                "A client cannot connect to ",
                ": the server said 4001: ",
                ". Check the key and the secret.");
    }

    @Test
    void a_secret_that_does_not_sign_subscriptions() {
        refuses(
                with("4711", new AppKey("belfry-key", "wrong-secret")),
                IDLE,
                "A client cannot connect to ",
                ". Check the key and the secret.");
    }

    @Test
    void who_was_not_asked_about_the_key_is_not_told_to_check_it() throws Exception {
        try (GivenHub full = GivenHub.withApp(app -> app.maxConnections(1))) {
            var unused = full.client();

            assertThatThrownBy(() -> GivenRun.of(GivenRun.target(full), IDLE))
                    .isInstanceOf(LoadFailed.class)
                    .hasMessageContaining(": the server said 4004: ")
                    .hasMessageNotContaining("Check");
        }
    }

    @Test
    void a_secret_that_does_not_sign_requests() {
        refuses(
                with("4711", new AppKey("belfry-key", "wrong-secret")),
                PUBLISH,
                " refuses the signature (401: ",
                "Check the app id, the key, the secret, and the clock of this machine.");
    }

    @Test
    void an_app_id_that_the_hub_does_not_know() {
        refuses(with("4712", given.key()), PUBLISH, " does not know the app 4712 (404: ");
    }

    @Test
    void a_path_that_leads_nowhere() {
        refuses(GivenRun.target(given, "http", "/nowhere"), IDLE, "HTTP/1.1 404");
    }

    @Test
    void tls_where_there_is_none() {
        Target target = GivenRun.target(given, "https", "");

        refuses(target, IDLE, "TLS failed: the server does not speak TLS there: try http://.");
        refuses(
                target,
                PUBLISH,
                "does not answer: the server does not speak TLS there: try http://.");
    }

    @Test
    void no_tls_where_there_is_some(@TempDir Path folder) throws Exception {
        try (GivenHub hub =
                GivenHub.with(
                        GivenHub.settings(GivenHub.anApp().build()).toBuilder()
                                .tls(GivenCertificate.in(folder))
                                .build())) {
            Target plain = GivenRun.target(hub);
            Target unknown = GivenRun.target(hub, "https", "");

            refuses(
                    plain,
                    IDLE,
                    " Check the address. Where TLS is spoken, it begins with https://.");
            refuses(plain, PUBLISH, " does not answer: ", " it begins with https://.");
            refuses(
                    unknown,
                    IDLE,
                    ": TLS failed: Java does not know the certificate of the server.");
            refuses(unknown, PUBLISH, ": Java does not know the certificate of the server.");
        }
    }

    @Test
    void a_page_in_place_of_an_answer_is_not_printed_whole() {
        String page =
                "<!DOCTYPE html>\n<style>p { color: red }</style><h1>Bad\ngateway</h1>"
                        + "<p>Sorry.</p>".repeat(1_000);
        try (FakeServer server =
                FakeServer.that(
                        new Behaviour() {
                            @Override
                            public Answer tried() {
                                return new Answer(502, page, false, false);
                            }
                        })) {
            assertThatThrownBy(() -> GivenRun.of(server.target(), PUBLISH))
                    .isInstanceOf(LoadFailed.class)
                    .message()
                    .matches(
                            ".* does not take an event \\(502: Bad gateway Sorry\\..*"
                                    + " \\.\\.\\.\\)\\.")
                    .hasSizeLessThan(250);
        }
    }

    private static Target trusting(Path certificate) {
        Target plain = GivenRun.target(given, "https", "");
        return new Target(plain.webSockets(), plain.api(), "4711", given.key(), certificate);
    }

    @Test
    void a_certificate_that_is_not_there() {
        refuses(
                trusting(Path.of("nowhere.pem")),
                IDLE,
                "The certificate nowhere.pem cannot be used: there is no such file.");
    }

    @Test
    void a_certificate_that_is_none(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("text.pem"), "Hello.");

        refuses(trusting(text), IDLE, "The certificate " + text + " cannot be used: ");
    }

    @Test
    void a_process_that_does_not_run() {
        assertThatThrownBy(
                        () -> GivenRun.of(GivenRun.target(given), IDLE, Long.MAX_VALUE, test -> {}))
                .isInstanceOf(LoadFailed.class)
                .hasMessage("There is no process 9223372036854775807 here.");
    }

    @Test
    void a_process_of_which_nothing_can_be_read() throws Exception {
        // Whoever replaces the shell does not know that it has a child to bury.
        Process parent =
                new ProcessBuilder("sh", "-c", "sh -c 'echo $$' & exec sleep 600 > /dev/null")
                        .start();
        try (BufferedReader out = parent.inputReader()) {
            // Until all who can write there have ended.
            String child = out.lines().collect(Collectors.joining());

            assertThatThrownBy(() ->
                            GivenRun.of(
                                    GivenRun.target(given), IDLE, Long.valueOf(child), test -> {}))
                    .isInstanceOf(LoadFailed.class)
                    .hasMessage(
                            "Of process %s neither processor time nor memory can be read: it is a"
                                            .formatted(child)
                                    + " part of the system, or has ended, or belongs to somebody"
                                    + " else.");
        } finally {
            parent.destroyForcibly();
        }
    }

    static Stream<Scenario> all() {
        return Stream.of(
                FANOUT,
                new Fanout(2, 1, 64, new Pace.Rate(50), LONG, LONG),
                PUBLISH,
                IDLE,
                new Churn(20, Duration.ofMillis(100), 2, 10, 64, NONE, LONG));
    }

    @ParameterizedTest
    @MethodSource("all")
    void who_stops_a_run_gets_a_report_of_its_part(Scenario scenario) throws Exception {
        GivenRun run = GivenRun.of(GivenRun.target(given), scenario, test -> test.stop("enough"));

        assertThat(run.report().partial()).isEqualTo("enough");
        assertThat(run.report().took()).isLessThan(Duration.ofSeconds(20));
        assertThat(run.report().figures()).isNotEmpty();
        assertThat(run.report().series()).allMatch(each -> each.values().size() == 1);
    }

    @Test
    void who_stops_a_storm_gets_a_report_too() throws Exception {
        try (FakeServer server =
                FakeServer.that(
                        new Behaviour() {
                            private int subscribed;

                            @Override
                            public void subscribed(Client client) {
                                // Who tries it out and the three who are cut; nobody comes back.
                                if (subscribed++ < 4) {
                                    Behaviour.super.subscribed(client);
                                }
                            }
                        })) {
            GivenRun run =
                    GivenRun.of(
                            server.target(),
                            new ReconnectStorm(3, 0, ChannelUse.SHARED, LONG),
                            test -> test.stop("enough"));

            assertThat(run.report().partial()).isEqualTo("enough");
            assertThat(run.figure("cut")).isEqualTo(3);
            assertThat(run.figure("back")).isZero();
            assertThat(run.report().remarks()).contains("3 connections did not come back.");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_server_that_dies_ends_the_run_with_the_reason(Scenario scenario) throws Exception {
        try (FakeServer server = FakeServer.that(new Behaviour() {})) {
            GivenRun run = GivenRun.of(server.target(), scenario, test -> server.close());

            String why =
                    "(the last connection was lost|the HTTP API cannot be reached any more): .+";
            assertThat(run.report().partial()).matches(why);
            assertThat(run.report().figures()).isNotEmpty();
            assertThat(run.report().took()).isLessThan(Duration.ofSeconds(30));
        }
    }

    static Stream<Scenario> withoutEnd() {
        Duration second = Duration.ofSeconds(2);
        return Stream.of(
                new Idle(20, 0, 0, ChannelUse.OWN, second),
                new Fanout(20, 1, 64, new Pace.Rate(50), NONE, second),
                new Presence(20, 20, second, NONE, second));
    }

    @ParameterizedTest
    @MethodSource("withoutEnd")
    void a_hub_that_is_drained_meanwhile_leaves_a_partial_report(Scenario scenario)
            throws Exception {
        try (GivenHub hub =
                GivenHub.with(
                        GivenHub.settings(GivenHub.anApp().build()).toBuilder()
                                .shutdown(
                                        ShutdownSettings.builder()
                                                .grace(Duration.ofSeconds(10))
                                                .build())
                                .build())) {
            GivenRun run =
                    GivenRun.of(
                            GivenRun.target(hub),
                            scenario,
                            test -> {
                                var unused = hub.hub().drain();
                            });

            assertThat(run.figure("connections")).isBetween(1.0, 19.0);
            assertThat(run.report().partial())
                    .matches(
                            "the server was going away: [0-9]+ connections were sent away, the last"
                                    + " one because the server said 4200: Server is shutting down");
        }
    }

    @Test
    void who_stops_a_run_in_its_warm_up_reads_that_nothing_was_measured() throws Exception {
        Scenario scenario = new Fanout(2, 1, 64, new Pace.Rate(50), LONG, LONG);

        GivenRun run = GivenRun.of(GivenRun.target(given), scenario, test -> test.stop("enough"));

        assertThat(run.report().remarks()).contains("The run ended before anything was measured.");
    }

    @Test
    void a_server_whose_process_ends_is_missed() throws Exception {
        Process server = new ProcessBuilder("sleep", "600").start();
        try {
            GivenRun run =
                    GivenRun.of(
                            GivenRun.target(given),
                            IDLE,
                            server.pid(),
                            test -> server.destroyForcibly());

            assertThat(run.report().partial()).isEqualTo("the process of the server has ended");
        } finally {
            server.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.6\r\n", "999", "HTTP/1.1 200 OK\r\nX: "})
    void a_server_that_answers_no_http_is_not_waited_for(String beginning) {
        try (FakeServer server =
                FakeServer.that(
                        new Behaviour() {
                            @Override
                            public String upgrade() {
                                return beginning.startsWith("HTTP")
                                        ? beginning + "x".repeat(70_000)
                                        : beginning;
                            }
                        })) {
            refuses(
                    server.target(),
                    IDLE,
                    ": the WebSocket was answered with something that is no HTTP. Check the"
                            + " address.");
        }
    }

    @Test
    void an_api_that_answers_no_http() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> greetOne(other));
            URI address = URI.create("http://127.0.0.1:" + other.getLocalPort());

            refuses(
                    new Target(address, address, "4711", given.key(), null),
                    PUBLISH,
                    "The HTTP API at " + address + " does not answer: what comes back is no HTTP.");
        }
    }

    private static void greetOne(ServerSocket listening) {
        try (Socket client = listening.accept()) {
            client.getOutputStream().write("SSH-2.0-OpenSSH_9.6\r\n".getBytes(ISO_8859_1));
            client.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void frames_that_no_server_may_send_end_the_connection() {
        for (String frame :
                new String[] {"\u0081\u0080\0\0\0\0", "\u0081\u007f\u00ff\0\0\0\0\0\0\0"}) {
            try (FakeServer server =
                    FakeServer.that(
                            new Behaviour() {
                                @Override
                                public void subscribed(Client client) {
                                    client.bytes(frame.getBytes(ISO_8859_1));
                                }
                            })) {
                refuses(server.target(), IDLE, "the server ", " frame");
            }
        }
    }
}

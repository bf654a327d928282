package io.belfry.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.load.run.FakeServer.Answer;
import io.belfry.load.run.FakeServer.Behaviour;
import io.belfry.load.run.FakeServer.Client;
import io.belfry.load.run.FakeServer.Message;
import io.belfry.load.scenario.ChannelUse;
import io.belfry.load.scenario.ClientEvents;
import io.belfry.load.scenario.Fanout;
import io.belfry.load.scenario.Idle;
import io.belfry.load.scenario.Pace;
import io.belfry.load.scenario.Presence;
import io.belfry.load.scenario.Publish;
import io.belfry.load.scenario.ReconnectStorm;
import io.belfry.load.scenario.Scenario;
import io.belfry.testkit.NoLeaks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a server does wrong must stand in the report, exactly as often as it did it. */
@ExtendWith(NoLeaks.class)
class MisbehavingServerTest {
    private static final Duration NONE = Duration.ZERO;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final Duration HALF = Duration.ofMillis(500);

    /** To two on one channel, from 16 lanes. */
    private static final Scenario FANOUT = new Fanout(2, 1, 100, new Pace.Rate(400), NONE, HALF);

    /** How often the server did wrong, which it counts itself. */
    private int done;

    private int dropped;
    private int posted;

    private static GivenRun run(Behaviour behaviour, Scenario scenario) throws Exception {
        try (FakeServer server = FakeServer.that(behaviour)) {
            return GivenRun.of(server.target(), scenario);
        }
    }

    private static void expect(GivenRun run, int lost, int duplicates, int reordered, int astray) {
        assertThat(run.report().partial()).isNull();
        assertThat(run.figure("lost")).as("lost").isEqualTo(lost);
        assertThat(run.figure("duplicates")).as("duplicates").isEqualTo(duplicates);
        assertThat(run.figure("reordered")).as("reordered").isEqualTo(reordered);
        assertThat(run.figure("astray")).as("astray").isEqualTo(astray);
    }

    @Test
    void a_server_that_does_all_right_is_told_so() throws Exception {
        GivenRun run =
                run(
                        new Behaviour() {
                            @Override
                            public Answer posted(int number, Message message) {
                                posted++;
                                return FakeServer.OK;
                            }
                        },
                        new Fanout(2, 1, 100, new Pace.Rate(200), HALF, TWO_SECONDS));

        expect(run, 0, 0, 0, 0);
        int due = (int) (200 * run.report().took().toMillis() / 1000) + 1;
        assertThat(posted).isBetween(20, due);
        assertThat(run.figure("published")).isEqualTo(posted);
        // What was due before it was measured is not there; what was due in time is, wholly.
        assertThat(run.distribution("delivery").count())
                .isEqualTo(2 * run.distribution("api").count())
                .isBetween(1L, 2L * posted);
    }

    @Test
    void what_it_drops_is_lost() throws Exception {
        GivenRun run =
                run(
                        new Behaviour() {
                            @Override
                            public void deliver(Message message, Client to) {
                                if ((message.sequence() + to.number) % 3 == 1) {
                                    done++;
                                } else {
                                    to.says(message.text());
                                }
                            }
                        },
                        FANOUT);

        assertThat(done).isPositive();
        expect(run, done, 0, 0, 0);
    }

    @Test
    void what_it_doubles_was_delivered_twice() throws Exception {
        GivenRun run =
                run(
                        new Behaviour() {
                            @Override
                            public void deliver(Message message, Client to) {
                                to.says(message.text());
                                if ((message.sequence() + to.number) % 3 == 1) {
                                    to.says(message.text());
                                    done++;
                                }
                            }
                        },
                        FANOUT);

        assertThat(done).isPositive();
        expect(run, 0, done, 0, 0);
    }

    @Test
    void what_it_swaps_was_out_of_order_and_not_lost() throws Exception {
        GivenRun run =
                run(
                        new Behaviour() {
                            private Message held;

                            @Override
                            public void deliver(Message message, Client to) {
                                if (to.number % 2 == 1 || message.lane() != 2) {
                                    to.says(message.text());
                                } else if (held == null) {
                                    held = message;
                                } else {
                                    to.says(message.text());
                                    to.says(held.text());
                                    held = null;
                                    done++;
                                }
                            }

                            @Override
                            public Answer posted(int number, Message message) {
                                // An even number of those, so that none is held for good.
                                return message.lane() == 2 && message.sequence() == 4
                                        ? new Answer(429, "", false, false)
                                        : FakeServer.OK;
                            }
                        },
                        FANOUT);

        assertThat(done).isPositive();
        expect(run, 0, 0, done, 0);
    }

    @Test
    void what_it_gives_to_others_went_astray() throws Exception {
        try (FakeServer server =
                FakeServer.that(
                        new Behaviour() {
                            @Override
                            public void deliver(Message message, Client to) {
                                to.says(message.text());
                                if (message.sequence() % 2 == 1 && to.channel.endsWith("-1")) {
                                    everybody(message);
                                    done++;
                                }
                            }

                            private void everybody(Message message) {
                                others.clients.stream()
                                        .filter(each -> each.channel.endsWith("-0"))
                                        .forEach(each -> each.says(message.text()));
                            }

                            private FakeServer others;

                            @Override
                            public void subscribed(Client client) {
                                others = client.server();
                                Behaviour.super.subscribed(client);
                            }
                        })) {
            GivenRun run =
                    GivenRun.of(
                            server.target(), new Fanout(2, 2, 100, new Pace.Rate(400), NONE, HALF));

            assertThat(done).isPositive();
            expect(run, 0, 0, 0, done);
        }
    }

    @Test
    void client_events_are_counted_alike() throws Exception {
        GivenRun run =
                run(
                        new Behaviour() {
                            @Override
                            public void deliver(Message message, Client to) {
                                if (message.sequence() == 5) {
                                    dropped++;
                                    return;
                                }
                                to.says(message.text());
                                if (message.lane() == 1 && message.sequence() % 10 == 7) {
                                    to.says(message.text());
                                    done++;
                                }
                            }
                        },
                        new ClientEvents(3, 64, new Pace.Rate(200), NONE, HALF));

        assertThat(dropped).isEqualTo(3);
        assertThat(done).isPositive();
        expect(run, dropped, done, 0, 0);
    }

    @Test
    void what_a_sender_has_sent_before_it_was_cut_off_is_lost_and_the_others_go_on()
            throws Exception {
        GivenRun run =
                run(
                        new Behaviour() {
                            @Override
                            public void deliver(Message message, Client to) {
                                if (message.lane() == 1 && message.sequence() == 3) {
                                    to.server().clients.stream()
                                            .filter(each -> each != to)
                                            .filter(each -> each.channel.equals(message.channel()))
                                            .forEach(sender -> sender.frame(0x88, new byte[] {}));
                                } else {
                                    to.says(message.text());
                                }
                            }
                        },
                        new ClientEvents(3, 64, new Pace.Rate(60), NONE, HALF));

        expect(run, 1, 0, 0, 0);
        assertThat(run.figure("connections_lost")).isEqualTo(1);
        assertThat(run.figure("delivered")).isGreaterThan(10);
    }

    @Test
    void members_miss_what_they_were_not_told() throws Exception {
        GivenRun run =
                run(
                        new Behaviour() {
                            @Override
                            public void change(String text, Client to) {
                                boolean third = text.contains("visitor-3\\");
                                if (third && to.number % 3 == 1 && text.contains("_added")) {
                                    return;
                                }
                                to.says(text);
                                if (text.contains("visitor-5\\")) {
                                    to.says(text);
                                }
                            }
                        },
                        new Presence(3, 20, Duration.ofMillis(100), NONE, HALF));

        assertThat(run.report().partial()).isNull();
        assertThat(run.figure("lost")).isEqualTo(1);
        // Coming and going of one visitor, for each of three members.
        assertThat(run.figure("wrong")).isEqualTo(6);
        assertThat(run.distribution("member_removed").max()).isLessThan(1000);
    }

    @Test
    void an_api_that_stalls_makes_late_what_was_due_meanwhile() throws Exception {
        GivenRun run =
                run(
                        new Behaviour() {
                            @Override
                            public Answer posted(int number, Message message) {
                                if (number == 60) {
                                    pause(1000);
                                }
                                return FakeServer.OK;
                            }
                        },
                        new Fanout(2, 1, 100, new Pace.Rate(100), HALF, TWO_SECONDS));

        expect(run, 0, 0, 0, 0);
        // Half of all were due in this second. Counted from when they could be sent, on 16 lanes,
        // only every twelfth would have been late.
        assertThat(run.percentile("delivery", 50)).isLessThan(900);
        assertThat(percentile75(run, "delivery")).isGreaterThan(300);
        assertThat(percentile75(run, "api")).isGreaterThan(300);
        assertThat(run.distribution("delivery").max()).isGreaterThan(950);
    }

    private static double percentile75(GivenRun run, String key) {
        return run.distribution(key).curve().stream()
                .filter(each -> each.percent() >= 75)
                .findFirst()
                .orElseThrow()
                .millis();
    }

    private static void pause(int millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (end - System.nanoTime() > 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    @Test
    void an_api_that_stands_still_to_the_end_leaves_a_partial_report() throws Exception {
        GivenRun run =
                run(
                        new Behaviour() {
                            @Override
                            public Answer posted(int number, Message message) {
                                if (number == 10) {
                                    pause(5_000);
                                }
                                return FakeServer.OK;
                            }
                        },
                        new Fanout(2, 1, 100, new Pace.Rate(100), NONE, HALF));

        // Else nobody would see in the percentiles what was never answered.
        assertThat(run.report().partial())
                .matches("the server has not answered [0-9]+ publishes, and whatever was due.*");
    }

    @Test
    void an_api_that_cannot_keep_up_is_told_so() throws Exception {
        GivenRun run =
                run(
                        new Behaviour() {
                            @Override
                            public Answer posted(int number, Message message) {
                                pause(20);
                                return FakeServer.OK;
                            }
                        },
                        new Fanout(2, 1, 100, new Pace.Rate(500), NONE, HALF));

        expect(run, 0, 0, 0, 0);
        assertThat(run.percentile("delivery", 50)).isGreaterThan(100);
        assertThat(run.report().remarks())
                .anyMatch(
                        each -> each.matches("The server did not keep up: [12][0-9]{2} events .*"));
    }

    @Test
    void refusals_are_counted_and_the_run_goes_on() throws Exception {
        GivenRun run =
                run(
                        new Behaviour() {
                            @Override
                            public Answer posted(int number, Message message) {
                                posted++;
                                return number < 12
                                        ? new Answer(
                                                number % 2 == 0 ? 429 : 413, "No.", false, false)
                                        : FakeServer.OK;
                            }
                        },
                        new Fanout(2, 1, 100, new Pace.InFlight(4), NONE, SECOND));

        expect(run, 0, 0, 0, 0);
        assertThat(run.figure("refused")).isEqualTo(12);
        assertThat(run.figure("published")).isEqualTo(posted - 12).isPositive();
        assertThat(run.report().remarks())
                .anyMatch(each ->
                        each.matches(
                                "12 publishes were refused or failed, the last one with:"
                                        + " 4(13|29) No\\."));
    }

    @Test
    void a_connection_that_the_api_closes_after_an_answer_is_opened_anew() throws Exception {
        try (FakeServer server =
                FakeServer.that(
                        new Behaviour() {
                            @Override
                            public Answer posted(int number, Message message) {
                                posted++;
                                return new Answer(200, "{}", number % 5 == 4, false);
                            }
                        })) {
            GivenRun run =
                    GivenRun.of(
                            server.target(), new Publish(100, new Pace.InFlight(1), NONE, SECOND));

            assertThat(run.report().partial()).isNull();
            assertThat(run.figure("refused")).isZero();
            assertThat(run.figure("published")).isEqualTo(posted).isGreaterThan(5);
            // And one for trying it out.
            assertThat(server.apiConnections()).isEqualTo(1 + Math.ceilDiv(posted, 5));
        }
    }

    @Test
    void what_was_cut_off_before_the_answer_may_have_been_taken_and_is_no_loss_and_no_duplicate()
            throws Exception {
        GivenRun run =
                run(
                        new Behaviour() {
                            @Override
                            public Answer posted(int number, Message message) {
                                // One of them is delivered, the other is not.
                                return switch (number) {
                                    case 5 -> new Answer(200, "", false, true);
                                    case 12 -> new Answer(502, "", false, true);
                                    default -> FakeServer.OK;
                                };
                            }
                        },
                        FANOUT);

        expect(run, 0, 0, 0, 0);
        assertThat(run.figure("refused")).isEqualTo(2);
    }

    /** Takes so many, the one that tries it out included, and leaves all others in the dark. */
    private static Behaviour answering(int most) {
        return new Behaviour() {
            private int subscribed;

            @Override
            public void subscribed(Client client) {
                if (subscribed++ < most) {
                    Behaviour.super.subscribed(client);
                }
            }
        };
    }

    @Test
    void who_is_never_answered_is_not_connected() throws Exception {
        GivenRun run = run(answering(4), new Idle(300, 0, 0, ChannelUse.SHARED, NONE));

        assertThat(run.figure("connections")).isEqualTo(3);
        assertThat(run.figure("connections_failed")).isEqualTo(297);
        assertThat(run.report().remarks())
                .contains(
                        "256 of 300 connections were not answered and 41 not tried; the server may"
                                + " not be allowed to open enough files (ulimit -n).");
    }

    @Test
    void a_storm_that_waits_for_its_crowd_has_not_cut_anybody_yet() throws Exception {
        GivenRun run =
                run(
                        answering(4),
                        new ReconnectStorm(4, 0, ChannelUse.SHARED, Duration.ofMillis(1)));

        assertThat(run.progress().getFirst()).isEqualTo("3 connections, not cut yet");
        assertThat(run.progress().getLast()).startsWith("3 connections, 3 cut, 0 back");
    }

    @Test
    void who_is_not_answered_when_the_run_is_stopped_is_not_connected_either() throws Exception {
        try (FakeServer server = FakeServer.that(answering(4))) {
            GivenRun run =
                    GivenRun.of(
                            server.target(),
                            new Idle(10, 0, 0, ChannelUse.SHARED, NONE),
                            test -> test.stop("enough"));

            assertThat(run.report().partial()).isEqualTo("enough");
            assertThat(run.figure("connections")).isEqualTo(3);
            assertThat(run.figure("connections_failed")).isEqualTo(7);
            assertThat(run.report().remarks())
                    .contains(
                            "7 of 10 connections were not answered and 0 not tried when the run"
                                    + " ended.");
        }
    }

    @Test
    void pings_of_both_kinds_are_answered() throws Exception {
        try (FakeServer server =
                FakeServer.that(
                        new Behaviour() {
                            @Override
                            public void subscribed(Client client) {
                                Behaviour.super.subscribed(client);
                                client.frame(
                                        0x89, "are you there".getBytes(StandardCharsets.UTF_8));
                                client.says("{\"event\":\"pusher:ping\",\"data\":{}}");
                            }
                        })) {
            GivenRun run = GivenRun.of(server.target(), new Idle(2, 0, 0, ChannelUse.SHARED, NONE));

            assertThat(run.figure("connections")).isEqualTo(2);
            // Those two and the one before that tries it out.
            assertThat(server.heard)
                    .filteredOn(each -> each.equals("pong are you there"))
                    .hasSizeBetween(2, 3);
            assertThat(server.heard)
                    .filteredOn(each -> each.equals("{\"event\":\"pusher:pong\",\"data\":{}}"))
                    .hasSizeBetween(2, 3);
        }
    }

    @Test
    void a_server_that_never_asks_hears_all_the_same_that_a_client_is_there() throws Exception {
        try (FakeServer server = FakeServer.that(new Behaviour() {})) {
            GivenRun run =
                    GivenRun.of(server.target(), new Idle(1, 0, 0, ChannelUse.NONE, TWO_SECONDS));

            assertThat(run.figure("connections")).isEqualTo(1);
            assertThat(server.heard).contains("{\"event\":\"pusher:ping\",\"data\":{}}");
        }
    }

    @Test
    void frames_may_arrive_in_pieces_and_many_at_once() throws Exception {
        GivenRun run =
                run(
                        new Behaviour() {
                            @Override
                            public void deliver(Message message, Client to) {
                                byte[] text = message.text().getBytes(StandardCharsets.UTF_8);
                                byte[] frame = new byte[text.length + 4];
                                frame[0] = (byte) 0x81;
                                frame[1] = 126;
                                frame[2] = (byte) (text.length >> 8);
                                frame[3] = (byte) text.length;
                                System.arraycopy(text, 0, frame, 4, text.length);
                                int cut = 1 + (message.sequence() * 7 + message.lane()) % 200;
                                to.bytes(Arrays.copyOf(frame, cut));
                                to.bytes(Arrays.copyOfRange(frame, cut, frame.length));
                            }
                        },
                        new Fanout(2, 1, 200, new Pace.InFlight(4), NONE, HALF));

        expect(run, 0, 0, 0, 0);
        assertThat(run.figure("delivered")).isGreaterThan(20);
    }
}

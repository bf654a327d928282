package io.belfry.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;

class ScenarioTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofHours(25);
    private static final Pace ONE = new Pace.InFlight(1);
    private static final Pace RATE = new Pace.Rate(100);

    private static Idle idle(int count, int base, double rate, Duration hold) {
        return new Idle(count, base, rate, ChannelUse.OWN, hold);
    }

    private static Fanout fanout(int count, int channels, int size, Pace pace) {
        return new Fanout(count, channels, size, pace, SECOND, SECOND);
    }

    private static Churn churn(double rate, Duration stay, int residents, double publishRate) {
        return new Churn(rate, stay, residents, publishRate, 40, SECOND, SECOND);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused(
                        "connections must be from 1 to 1,000,000, not 0",
                        () -> idle(0, 0, 0, SECOND)),
                refused(
                        "connections must be from 1 to 1,000,000, not 1,000,001",
                        () -> idle(1_000_001, 0, 0, SECOND)),
                refused(
                        "base must be from 0 to 1,000,000, not 1,000,001",
                        () -> idle(10, 1_000_001, 0, SECOND)),
                refused("base must be from 0 to 1,000,000, not -1", () -> idle(10, -1, 0, SECOND)),
                refused(
                        "connect rate must be from 0 to 1,000,000, not -1",
                        () -> idle(10, 0, -1, SECOND)),
                refused(
                        "connect rate must be from 0 to 1,000,000, not NaN",
                        () -> idle(10, 0, Double.NaN, SECOND)),
                refused("hold must be from 0 to 24 h, not 90000 s", () -> idle(10, 0, 0, LONG)),
                refused(
                        "hold must be from 0 to 24 h, not -1 s",
                        () -> idle(10, 0, 0, Duration.ofSeconds(-1))),
                refused("channels must be from 1 to 3, not 4", () -> fanout(3, 4, 40, ONE)),
                refused(
                        "channels must be from 1 to 10,000, not 10,001",
                        () -> fanout(20_000, 10_001, 40, RATE)),
                refused("size must be from 40 to 1,048,576, not 39", () -> fanout(3, 1, 39, ONE)),
                refused(
                        "size must be from 40 to 1,048,576, not 1,048,577",
                        () -> fanout(3, 1, (1 << 20) + 1, ONE)),
                refused(
                        "in flight on all channels together must be from 1 to 10,000, not 10,020",
                        () -> fanout(30, 20, 40, new Pace.InFlight(501))),
                refused(
                        "warm-up must be from 0 to 24 h, not 90000 s",
                        () -> new Fanout(1, 1, 40, ONE, LONG, SECOND)),
                refused(
                        "duration must be from 100 ms to 24 h, not 90000 s",
                        () -> new Fanout(1, 1, 40, ONE, SECOND, LONG)),
                refused(
                        "duration must be from 100 ms to 24 h, not 99 ms",
                        () -> new Publish(40, ONE, SECOND, Duration.ofMillis(99))),
                refused(
                        "duration must be from 100 ms to 24 h, not 0 s",
                        () -> new Presence(1, 1, SECOND, SECOND, Duration.ZERO)),
                refused(
                        "pairs must be from 1 to 500,000, not 0",
                        () -> new ClientEvents(0, 40, ONE, SECOND, SECOND)),
                refused(
                        "pairs must be from 1 to 500,000, not 500,001",
                        () -> new ClientEvents(500_001, 40, ONE, SECOND, SECOND)),
                refused(
                        "size must be from 40 to 1,048,576, not 0",
                        () -> new ClientEvents(1, 0, ONE, SECOND, SECOND)),
                refused(
                        "size must be from 40 to 1,048,576, not 0",
                        () -> new Publish(0, ONE, SECOND, SECOND)),
                refused(
                        "members must be from 1 to 10,000, not 10,001",
                        () -> new Presence(10_001, 1, SECOND, SECOND, SECOND)),
                refused(
                        "rate must be from 0.001 to 10,000, not 0",
                        () -> new Presence(1, 0, SECOND, SECOND, SECOND)),
                refused(
                        "stay must be from 0 to 24 h, not 90000 s",
                        () -> new Presence(1, 1, LONG, SECOND, SECOND)),
                refused(
                        "rate times stay must be from 0 to 1,000,000, not 8,640,000,000",
                        () -> churn(100_000, Duration.ofDays(1), 1, 1)),
                refused(
                        "rate must be from 0.001 to 100,000, not 100,001",
                        () -> churn(100_001, SECOND, 1, 1)),
                refused(
                        "residents must be from 1 to 1,000,000, not 0",
                        () -> churn(1, SECOND, 0, 1)),
                refused(
                        "publish rate must be from 0 to 1,000,000, not -1",
                        () -> churn(1, SECOND, 1, -1)),
                refused(
                        "strangers must be from 0 to 10,000, not 10,001",
                        () -> new ReconnectStorm(1, 10_001, ChannelUse.OWN, SECOND)),
                refused(
                        "patience must be from 0 to 24 h, not 90000 s",
                        () -> new ReconnectStorm(1, 0, ChannelUse.OWN, LONG)),
                refused("in flight must be from 1 to 10,000, not 0", () -> new Pace.InFlight(0)),
                refused("rate must be from 0.001 to 1,000,000, not 0", () -> new Pace.Rate(0)));
    }

    private static Arguments refused(String message, Supplier<?> made) {
        return arguments(message, made);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String message, Object made) {
        assertThatThrownBy(((Supplier<?>) made)::get)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void nobody_need_stay_where_nothing_is_published() {
        assertThat(churn(1, SECOND, 0, 0).residents()).isZero();
    }

    @Test
    void at_least_half_of_the_idle_come_after_the_base() {
        assertThat(idle(1000, 400, 0, SECOND).first()).isEqualTo(400);
        assertThat(idle(1000, 2000, 0, SECOND).first()).isEqualTo(500);
        assertThat(idle(1000, 400, 0, SECOND).withConnections(100).settings())
                .containsEntry("base", "400");
        assertThat(idle(1, 1, 0, SECOND).first()).isZero();
    }

    @Test
    void connections_of_the_api_count_too() {
        assertThat(fanout(100, 2, 40, new Pace.InFlight(3)).connections()).isEqualTo(106);
        assertThat(fanout(100, 2, 40, RATE).connections()).isEqualTo(116);
        assertThat(fanout(100, 50, 40, RATE).connections()).isEqualTo(150);
        assertThat(new Publish(40, RATE, SECOND, SECOND).connections()).isEqualTo(16);
        assertThat(churn(10, SECOND, 5, 1).connections()).isEqualTo(41);
        assertThat(churn(10, SECOND, 5, 0).connections()).isEqualTo(25);
        assertThat(idle(7, 0, 0, SECOND).connections()).isEqualTo(7);
        assertThat(new ClientEvents(7, 40, ONE, SECOND, SECOND).connections()).isEqualTo(14);
        assertThat(new Presence(7, 10, SECOND, SECOND, SECOND).connections()).isEqualTo(27);
        assertThat(new ReconnectStorm(7, 1.5, ChannelUse.OWN, SECOND).connections()).isEqualTo(9);
    }

    static Stream<Scenario> large() {
        return Stream.of(
                idle(1000, 900, 0, SECOND),
                fanout(1000, 20, 40, ONE),
                fanout(1000, 20, 40, RATE),
                new ClientEvents(500, 40, ONE, SECOND, SECOND),
                new Publish(40, new Pace.InFlight(1000), SECOND, SECOND),
                new Presence(1000, 10, SECOND, SECOND, SECOND),
                churn(10, SECOND, 1000, 1),
                churn(10, SECOND, 1000, 0),
                new ReconnectStorm(1000, 20, ChannelUse.SHARED, SECOND));
    }

    @ParameterizedTest
    @MethodSource("large")
    void each_can_be_done_with_just_so_many_connections(Scenario scenario) {
        Scenario smaller = scenario.withConnections(100);

        assertThat(smaller.connections()).isEqualTo(100);
        assertThat(smaller.name()).isEqualTo(scenario.name());
        assertThat(smaller.duration()).isEqualTo(scenario.duration());
    }

    @ParameterizedTest
    @MethodSource("large")
    void none_makes_sense_without_any(Scenario scenario) {
        assertThatThrownBy(() -> scenario.withConnections(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void settings_read_as_on_the_command_line() {
        assertThat(idle(1000, 100, 0, Duration.ofMillis(1500)).settings().toString())
                .isEqualTo(
                        "{connections=1000, base=100, connect-rate=unbounded, channels=own,"
                                + " hold=1.500 s}");
        assertThat(idle(1000, 100, 250, SECOND).settings())
                .containsEntry("connect-rate", "250 a second");
        assertThat(fanout(10, 2, 40, RATE).settings().toString())
                .isEqualTo(
                        "{connections=10, channels=2, size=40, pace=100 a second,"
                                + " warm-up=1.000 s, duration=1.000 s}");
        assertThat(new ClientEvents(5, 64, ONE, SECOND, SECOND).settings().toString())
                .isEqualTo(
                        "{pairs=5, size=64, pace=1 in flight, warm-up=1.000 s, duration=1.000 s}");
        assertThat(new Publish(64, ONE, SECOND, SECOND).settings().toString())
                .isEqualTo("{size=64, pace=1 in flight, warm-up=1.000 s, duration=1.000 s}");
        assertThat(new Presence(5, 0.5, SECOND, SECOND, SECOND).settings().toString())
                .isEqualTo(
                        "{members=5, rate=0.5 a second, stay=1.000 s, warm-up=1.000 s,"
                                + " duration=1.000 s}");
        assertThat(churn(100_000, SECOND, 5, 0).settings().toString())
                .isEqualTo(
                        "{rate=100000 a second, stay=1.000 s, residents=5, publish-rate=0 a second,"
                                + " size=40, warm-up=1.000 s, duration=1.000 s}");
        assertThat(new ReconnectStorm(5, 0, ChannelUse.NONE, SECOND).settings().toString())
                .isEqualTo(
                        "{connections=5, strangers=0 a second, channels=none, patience=1.000 s}");
    }
}

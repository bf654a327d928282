package io.belfry.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class FileLimitTest {
    private static final String SENTENCE =
            "This process may open 1,024 files, enough for 924 connections; the scenario wants"
                    + " 10,000. Raise the limit with ulimit -n 10100 before starting, for a service"
                    + " with LimitNOFILE=, for all of a user in /etc/security/limits.conf.";

    private final List<String> remarks = new ArrayList<>();
    private final Idle scenario = new Idle(10_000, 2_000, 0, ChannelUse.OWN, Duration.ofSeconds(1));

    @Test
    void a_scenario_that_has_room_goes_as_it_is() throws LoadFailed {
        assertThat(FileLimit.apply(scenario, 10_100, remarks::add)).isSameAs(scenario);
        assertThat(remarks).isEmpty();
    }

    @Test
    void one_too_many_is_left_out_and_told() throws LoadFailed {
        Scenario smaller = FileLimit.apply(scenario, 10_099, remarks::add);

        assertThat(smaller.connections()).isEqualTo(9_999);
        assertThat(remarks).hasSize(1);
    }

    @Test
    void who_gets_fewer_reads_why_and_what_to_do() throws LoadFailed {
        assertThat(FileLimit.apply(scenario, 1_024, remarks::add).connections()).isEqualTo(924);
        assertThat(remarks).containsExactly(SENTENCE + " It is run with fewer.");
    }

    @Test
    void without_room_for_any_it_does_not_begin() {
        assertThatThrownBy(() -> FileLimit.apply(scenario, 96, remarks::add))
                .isInstanceOf(LoadFailed.class)
                .hasMessageStartingWith("This process may open 96 files, enough for 0 connections;")
                .hasMessageEndingWith(" It is not run.");
    }

    static Stream<Arguments> wantingTooMuch() {
        Duration second = Duration.ofSeconds(1);
        Pace rate = new Pace.Rate(100);
        return Stream.of(
                arguments(
                        new Presence(5, 20, second, second, second),
                        "; or lower --rate or --stay: up to 40 visitors are to be there at once."),
                arguments(
                        new Churn(30, second, 5, 100, 64, second, second),
                        "; or lower --rate or --stay: up to 60 visitors are to be there at once."),
                arguments(
                        new Fanout(20, 2, 64, rate, second, second),
                        "; or use --in-flight instead of --rate: 16 connections are to publish."),
                arguments(
                        new Fanout(20, 2, 64, new Pace.InFlight(8), second, second),
                        "; or lower --in-flight or --channels: 16 connections are to publish."),
                arguments(
                        new ReconnectStorm(20, 30, ChannelUse.OWN, second),
                        "; or lower --strangers: 30 of them may be there at once."),
                arguments(
                        new Publish(64, rate, second, second),
                        "; or use --in-flight instead of --rate."));
    }

    @ParameterizedTest
    @MethodSource("wantingTooMuch")
    void what_cannot_be_run_with_fewer_says_so_and_what_to_lower(Scenario wanting, String instead) {
        assertThatThrownBy(() -> FileLimit.apply(wanting, 110, remarks::add))
                .isInstanceOf(LoadFailed.class)
                .hasMessageContaining("This process may open 110 files, enough for 10 ")
                .hasMessageEndingWith("/etc/security/limits.conf. It is not run" + instead);
        assertThat(remarks).isEmpty();
    }
}

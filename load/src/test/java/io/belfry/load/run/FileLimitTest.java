package io.belfry.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.load.scenario.ChannelUse;
import io.belfry.load.scenario.Idle;
import io.belfry.load.scenario.Scenario;
import io.belfry.load.server.LoadFailed;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
                .hasMessageStartingWith(
                        "This process may open 96 files, enough for 0 connections;");
    }
}

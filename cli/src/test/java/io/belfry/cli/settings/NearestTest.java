package io.belfry.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class NearestTest {

    @ParameterizedTest
    @CsvSource({
        "port, port, 0",
        "prot, port, 1",
        "por, port, 1",
        "ports, port, 1",
        "part, port, 1",
        "'', port, 4",
        "host, port, 2"
    })
    void each_letter_and_each_swap_counts_one(String from, String to, int distance) {
        assertThat(Nearest.distance(from, to)).isEqualTo(distance);
    }

    @Test
    void a_slip_in_the_same_group_goes_before_a_right_name_elsewhere() {
        assertThat(Nearest.path("a.names", List.of("b.names", "a.name"))).isEqualTo("b.names");
        assertThat(Nearest.path("a.kye", List.of("b.kyes", "a.key"))).isEqualTo("a.key");
    }

    @Test
    void what_is_like_nothing_is_not_guessed() {
        assertThat(Nearest.path("server.colour", List.of("server.port", "mode"))).isNull();
        assertThat(Nearest.name("BELFRY_COLOUR", List.of("BELFRY_MODE"))).isNull();
    }
}

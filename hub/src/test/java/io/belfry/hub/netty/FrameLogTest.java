package io.belfry.hub.netty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameLogTest {
    private static final String HEX = "ea591b928daf0c43".repeat(4);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{\"channel\":\"private-x\",\"auth\":\"app-key:SIGNATURE\"}}",
                "{\"data\":{\"auth\" : \"app-key:SIGNATURE\"}}",
                "{\"data\":{\"auth\":\"SIGNATURE\"}}",
                "{\"data\":\"{\\\"auth\\\":\\\"app-key:SIGNATURE\\\"}\"}",
                "{\"data\":{\"au\\u0074h\":\"app-key:SIGNATURE\"}}",
                "{\"data\":{\"auth\":\"app-key:SIGNATURE",
            })
    void no_signature_is_shown(String message) {
        assertThat(FrameLog.blanked(message.replace("SIGNATURE", HEX)))
                .isEqualTo(message.replace("SIGNATURE", "••••"));
    }

    @Test
    void whatever_stands_for_a_signature_is_not_shown_either() {
        assertThat(FrameLog.blanked("{\"auth\":\"app-key:guess\"}"))
                .isEqualTo("{\"auth\":\"app-key:••••\"}");
    }

    @Test
    void everything_else_is_shown() {
        String message =
                "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"a\",\"auth\":\"\"}}";

        assertThat(FrameLog.blanked(message)).isEqualTo(message);
    }
}

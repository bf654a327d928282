package io.belfry.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {

    @Test
    void a_subscription_is_read_with_its_proof() {
        assertThat(
                        CommandReader.read(
                                """
                                {"event":"pusher:subscribe","data":{"channel":"presence-a",
                                "auth":"k:s","channel_data":"{\\"user_id\\":1}"}}\
                                """))
                .isEqualTo(new ClientCommand.Subscribe("presence-a", "k:s", "{\"user_id\":1}"));
    }

    @Test
    void the_data_of_a_command_may_be_a_string_holding_json() {
        assertThat(
                        CommandReader.read(
                                """
                                {"data":"{\\"channel\\":\\"news\\",\\"auth\\":\\"\\"}",
                                "event":"pusher:subscribe"}\
                                """))
                .isEqualTo(new ClientCommand.Subscribe("news", "", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"text\"",
                "12",
                "-1.5e3",
                "null",
                "true",
                "{\"a\" : [1, {\"b\":\"\\u00e9\"}]}",
                "[]",
                "\"\"",
                "{}",
                "0",
                "\"a\\\"b\""
            })
    void the_data_of_a_client_event_stays_as_it_stands(String data) {
        assertThat(
                        CommandReader.read(
                                "{\"event\":\"client-x\",\"data\": %s ,\"channel\":\"private-a\"}"
                                        .formatted(data)))
                .isEqualTo(new ClientCommand.ClientEvent("client-x", "private-a", data));
    }

    @Test
    void a_client_event_may_have_no_data() {
        assertThat(CommandReader.read("{\"event\":\"client-x\",\"channel\":\"private-a\"}"))
                .isEqualTo(new ClientCommand.ClientEvent("client-x", "private-a", null));
    }

    @Test
    void data_of_several_kilobytes_keeps_its_bounds() {
        String data = "{\"text\":\"" + "ü\\n".repeat(5_000) + "\"}";

        assertThat(
                        CommandReader.read(
                                "{\"event\":\"client-x\",\"data\":%s,\"channel\":\"private-a\"}"
                                        .formatted(data)))
                .isEqualTo(new ClientCommand.ClientEvent("client-x", "private-a", data));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "",
                "[]",
                "5",
                "\"x\"",
                "{\"data\":{}}",
                "{\"event\":5}",
                "{\"event\":\"pusher:nope\"}",
                "{\"event\":\"pusher:connection_established\",\"data\":\"{}\"}",
                "{\"event\":\"pusher_internal:member_added\"}",
                "{\"event\":\"pusher:subscribe\"}",
                "{\"event\":\"pusher:subscribe\",\"data\":{}}",
                "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":7}}",
                "{\"event\":\"pusher:subscribe\",\"data\":[]}",
                "{\"event\":\"pusher:subscribe\",\"data\":\"x\"}",
                "{\"event\":\"pusher:unsubscribe\",\"data\":{}}",
                "{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"a:b\"}}",
                "{\"event\":\"client-x\",\"channel\":5}",
                "{\"event\":\"pusher:ping\"",
                "{\"event\":\"pusher:ping\"} {}",
                "{\"event\":\"pusher:ping\"}x"
            })
    void whatever_is_none_of_the_commands_is_unreadable(String message) {
        assertThat(CommandReader.read(message)).isInstanceOf(ClientCommand.Unreadable.class);
    }

    @Test
    void json_of_a_hundred_thousand_levels_is_unreadable_and_harmless() {
        String deep = "{\"event\":\"client-x\",\"data\":" + "[".repeat(100_000);

        assertThat(CommandReader.read(deep))
                .isInstanceOfSatisfying(
                        ClientCommand.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains("deeper than 500"));
    }

    @Test
    void a_number_may_have_any_number_of_digits() {
        String digits = "7".repeat(100_000);

        assertThat(CommandReader.read("{\"event\":\"client-x\",\"data\":" + digits + "}"))
                .isEqualTo(new ClientCommand.ClientEvent("client-x", "", digits));
    }

    @Test
    void pings_and_pongs_need_no_data() {
        assertThat(CommandReader.read("{\"event\":\"pusher:ping\",\"data\":{}}"))
                .isEqualTo(new ClientCommand.Ping());
        assertThat(CommandReader.read("{\"event\":\"pusher:pong\"}"))
                .isEqualTo(new ClientCommand.Pong());
    }
}

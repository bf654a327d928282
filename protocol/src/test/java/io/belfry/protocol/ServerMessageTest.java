package io.belfry.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Golden texts: what these tests fix is what clients in the field depend on. */
class ServerMessageTest {
    private static final ChannelName ROOM = new ChannelName("presence-room.1");
    private static final ChannelName NEWS = new ChannelName("news");

    @Test
    void established() {
        assertThat(new ServerMessage.ConnectionEstablished(new SocketId("1.2"), 30).json())
                .isEqualTo(
                        """
                        {"event":"pusher:connection_established",\
                        "data":"{\\"socket_id\\":\\"1.2\\",\\"activity_timeout\\":30}"}\
                        """);
    }

    @Test
    void an_error_is_an_object_or_a_string() {
        assertThat(problem(ServerMessage.ErrorForm.OBJECT))
                .isEqualTo(
                        """
                        {"event":"pusher:error","data":{"code":4301,"message":"Rate limit"}}\
                        """);
        assertThat(problem(ServerMessage.ErrorForm.STRING))
                .isEqualTo(
                        """
                        {"event":"pusher:error",\
                        "data":"{\\"code\\":4301,\\"message\\":\\"Rate limit\\"}"}\
                        """);
    }

    private static String problem(ServerMessage.ErrorForm form) {
        return new ServerMessage.Problem(ErrorCode.CLIENT_EVENT_REJECTED, "Rate limit", form)
                .json();
    }

    @Test
    void a_presence_roster_has_ids_in_text_and_the_info_of_each() {
        assertThat(
                        new ServerMessage.PresenceSucceeded(
                                        ROOM,
                                        List.of(
                                                new Member("42", "{\"name\":\"Ada\"}"),
                                                new Member("7", "{}")))
                                .json())
                .isEqualTo(
                        """
                        {"event":"pusher_internal:subscription_succeeded",\
                        "channel":"presence-room.1",\
                        "data":"{\\"presence\\":{\\"count\\":2,\\"ids\\":[\\"42\\",\\"7\\"],\
                        \\"hash\\":{\\"42\\":{\\"name\\":\\"Ada\\"},\\"7\\":{}}}}"}\
                        """);
    }

    @Test
    void the_event_name_of_a_laravel_class_keeps_its_backslashes() {
        assertThat(new ServerMessage.ChannelEvent("App\\Events\\X", NEWS, "{\"id\":7}").json())
                .isEqualTo(
                        """
                        {"event":"App\\\\Events\\\\X","channel":"news","data":"{\\"id\\":7}"}\
                        """);
    }

    @Test
    void a_client_event_keeps_its_data_and_names_the_sender_where_one_is_known() {
        assertThat(new ServerMessage.RelayedClientEvent("client-a", ROOM, "[1, 2]", "42").json())
                .isEqualTo(
                        """
                        {"event":"client-a","channel":"presence-room.1","data":[1, 2],"user_id":"42"}\
                        """);
        assertThat(new ServerMessage.RelayedClientEvent("client-a", NEWS, null, null).json())
                .isEqualTo("{\"event\":\"client-a\",\"channel\":\"news\"}");
    }

    @Test
    void watchlist_events_leave_out_what_is_empty() {
        assertThat(new ServerMessage.WatchlistEvents(List.of("7"), List.of()).json())
                .isEqualTo(
                        """
                        {"event":"pusher_internal:watchlist_events",\
                        "data":"{\\"events\\":[{\\"name\\":\\"online\\",\\"user_ids\\":[\\"7\\"]}]}"}\
                        """);
    }

    @Test
    void what_utf8_cannot_carry_is_escaped_and_everything_else_stays() {
        assertThat(JsonObject.quoted("\ud800 é \u2028 😀 \u0001 \n"))
                .isEqualTo("\"\\ud800 é \u2028 😀 \\u0001 \\n\"");
    }

    @Test
    void frames_of_all_three_lengths_have_the_header_of_the_rfc() {
        assertThat(Frame.ofText("x".repeat(125)).wire()).startsWith(0x81, 125).hasSize(127);
        assertThat(Frame.ofText("x".repeat(126)).wire()).startsWith(0x81, 126, 0, 126).hasSize(130);
        assertThat(Frame.ofText("x".repeat(65_535)).wire())
                .startsWith(0x81, 126, 0xff, 0xff)
                .hasSize(65_539);
        assertThat(Frame.ofText("x".repeat(65_536)).wire())
                .startsWith(0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0)
                .hasSize(65_546);
        assertThat(Frame.ofText("é".repeat(70_000)).text()).isEqualTo("é".repeat(70_000));
    }
}

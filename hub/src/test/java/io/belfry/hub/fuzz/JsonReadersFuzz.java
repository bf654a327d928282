package io.belfry.hub.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.protocol.ChannelName;
import io.belfry.protocol.ClientCommand.ClientEvent;
import io.belfry.protocol.CommandReader;
import io.belfry.protocol.EventRequest;
import io.belfry.protocol.Member;
import io.belfry.protocol.ServerMessage.ChannelEvent;
import io.belfry.protocol.ServerMessage.MemberAdded;
import io.belfry.protocol.ServerMessage.RelayedClientEvent;
import io.belfry.protocol.SignedInUser;

import java.util.List;
import java.util.function.Consumer;

/**
 * Any text at all, as a fuzzer makes it, for everything that reads JSON of strangers. What is read
 * must survive being passed on: a stranger's text must not become a message of the hub's.
 */
public final class JsonReadersFuzz {
    private static final ChannelName ROOM = new ChannelName("presence-room");

    private JsonReadersFuzz() {}

    /** One text for each reader, and each shape that a reader knows. */
    static List<String> seeds() {
        return List.of(
                "{\"event\":\"pusher:ping\",\"data\":{}}",
                "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"a\",\"auth\":\"k:0\"}}",
                "{\"event\":\"pusher:subscribe\",\"data\":\"{\\\"channel\\\":\\\"a\\\"}\"}",
                "{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"k:0\",\"user_data\":\"{}\"}}",
                "{\"event\":\"client-a\",\"channel\":\"private-b\",\"data\":[1,{\"é\":null}]}",
                "{\"event\":\"client-\\ud83d\\u0000\",\"channel\":\"b\",\"data\":-1.5e300}",
                "{\"user_id\":7,\"user_info\":{\"name\":\"Ada\"}}",
                "{\"id\":\"7\",\"user_info\":{},\"watchlist\":[\"8\",\"9\"]}",
                "{\"name\":\"a\",\"channels\":[\"b\",\"c\"],\"data\":\"\\n\",\"info\":\"cache\"}",
                "{\"batch\":[{\"name\":\"a\",\"channel\":\"b\",\"data\":{\"c\":true}}]}",
                "[".repeat(600));
    }

    /** Called by the fuzzer for each input; an exception is a finding. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        if (CommandReader.read(text) instanceof ClientEvent event) {
            relay(event);
        }
        reads(text, JsonReadersFuzz::member);
        reads(text, SignedInUser::ofUserData);
        reads(text, body -> publish(EventRequest.ofBody(body)));
        reads(text, body -> EventRequest.ofBatchBody(body).forEach(JsonReadersFuzz::publish));
    }

    /** A text that is refused is as good as one that is read. */
    private static void reads(String text, Consumer<String> reader) {
        try {
            reader.accept(text);
        } catch (IllegalArgumentException refused) {
            demand(refused.getMessage() != null, "a refusal without a reason");
        }
    }

    private static void relay(ClientEvent event) {
        var relayed = new RelayedClientEvent(event.event(), ROOM, event.data(), "ada");
        var expected = new ClientEvent(event.event(), ROOM.value(), event.data());
        demand(CommandReader.read(relayed.json()).equals(expected), relayed.json());
    }

    private static void member(String text) {
        Member member = Member.ofChannelData(text);
        String added = new MemberAdded(ROOM, member).json();
        demand(CommandReader.read(added) instanceof ClientEvent == false, added);
        String data = "{\"user_id\":\"x\",\"user_info\":" + member.userInfo() + "}";
        demand(Member.ofChannelData(data).userInfo().equals(member.userInfo()), data);
    }

    private static void publish(EventRequest request) {
        if (request.name() == null || request.data() == null) {
            return;
        }
        String message = new ChannelEvent(request.name(), ROOM, request.data()).json();
        EventRequest again = EventRequest.ofBody(message);
        demand(request.data().equals(again.data()), message);
        demand(again.channels().equals(List.of(ROOM.value())), message);
    }

    private static void demand(boolean met, String otherwise) {
        if (!met) {
            throw new IllegalStateException(otherwise);
        }
    }
}

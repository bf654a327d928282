package io.belfry.conformance.channels;

import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Member;
import io.belfry.protocol.ServerMessage.MemberAdded;
import io.belfry.protocol.ServerMessage.MemberRemoved;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.SeenMessage;

import tools.jackson.databind.JsonNode;

import java.util.concurrent.atomic.AtomicInteger;

/** A presence channel that no other test uses. Immutable. */
record Room(GivenHub given, String name) {
    private static final AtomicInteger rooms = new AtomicInteger();

    static Room of(GivenHub given) {
        return new Room(given, "presence-room." + rooms.incrementAndGet());
    }

    /** Asks for the room with these channel data, signed as they are, and waits for nothing. */
    void asks(HubClient client, String channelData) {
        String auth = Signature.of(client.socketId() + ":" + name + ":" + channelData);
        client.asksFor(name, auth, channelData);
    }

    /** The presence object that the client is told next. */
    JsonNode toldTo(HubClient client) {
        SeenMessage succeeded = client.sees("pusher_internal:subscription_succeeded", name);
        return succeeded.data().path("presence");
    }

    /** The presence object that a newcomer is told. */
    JsonNode seenBy(String newcomer) {
        var client = given.client();
        asks(client, "{\"user_id\":\"" + newcomer + "\"}");
        return toldTo(client);
    }

    MemberAdded added(String userId) {
        return added(userId, "{}");
    }

    MemberAdded added(String userId, String userInfo) {
        return new MemberAdded(new ChannelName(name), new Member(userId, userInfo));
    }

    MemberRemoved removed(String userId) {
        return new MemberRemoved(new ChannelName(name), userId);
    }
}

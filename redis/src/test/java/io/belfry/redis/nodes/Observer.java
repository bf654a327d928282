package io.belfry.redis.nodes;

import io.belfry.protocol.AppKey;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.JsonObject;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.SeenMessage;

import tools.jackson.databind.JsonNode;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A member of a presence channel who follows what it is told, as client libraries do. Thread-safe.
 */
final class Observer implements AutoCloseable {
    private static final String ADDED = "pusher_internal:member_added";
    private static final String REMOVED = "pusher_internal:member_removed";
    private static final String SUCCEEDED = "pusher_internal:subscription_succeeded";

    private final HubClient client;
    private final Set<String> events = ConcurrentHashMap.newKeySet();
    private volatile Set<String> members = Set.of();
    private volatile boolean closed;

    /**
     * Joins and begins to follow.
     *
     * @param client just connected
     */
    Observer(HubClient client, AppKey key, String channel, String user) {
        this.client = client;
        String data = new JsonObject().text("user_id", user).end();
        client.asksFor(
                channel,
                key.authorizeChannel(client.socketId(), new ChannelName(channel), data),
                data);
        saw(client.sees(SUCCEEDED, channel));
        Thread.ofVirtual().name("observer-" + user).start(this::follow);
    }

    private void follow() {
        while (!closed) {
            try {
                saw(client.sees());
            } catch (AssertionError e) {
                // Nothing came for a while, or the end.
                if (e.getMessage() == null || !e.getMessage().contains("nothing came")) {
                    return;
                }
            }
        }
    }

    private void saw(SeenMessage message) {
        switch (message.event()) {
            case ADDED -> change(message, true);
            case REMOVED -> change(message, false);
            case SUCCEEDED -> {
                Set<String> all = new TreeSet<>();
                for (JsonNode id : message.data().path("presence").path("ids")) {
                    all.add(id.stringValue());
                }
                members = all;
            }
            default -> events.add(message.event());
        }
    }

    private void change(SeenMessage message, boolean here) {
        Set<String> all = new TreeSet<>(members);
        String user = message.data().path("user_id").stringValue();
        if (here) {
            all.add(user);
        } else {
            all.remove(user);
        }
        members = all;
    }

    Set<String> members() {
        return members;
    }

    boolean heard(String event) {
        return events.contains(event);
    }

    @Override
    public void close() {
        closed = true;
        client.close();
    }
}

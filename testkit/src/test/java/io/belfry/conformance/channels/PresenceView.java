package io.belfry.conformance.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.testkit.SeenMessage;

import tools.jackson.databind.JsonNode;

import java.util.Set;
import java.util.TreeSet;

/**
 * Who is on a presence channel as far as one client was told. Strict: nobody comes who is there,
 * and nobody goes who is not.
 *
 * <p>Not thread-safe.
 */
final class PresenceView {
    private final Set<String> users = new TreeSet<>();

    PresenceView(String... users) {
        this.users.addAll(Set.of(users));
    }

    Set<String> users() {
        return users;
    }

    void follow(SeenMessage message) {
        JsonNode data = message.data();
        switch (message.event()) {
            case "pusher_internal:subscription_succeeded" -> isTold(data.path("presence"));
            case "pusher_internal:member_added" ->
                    assertThat(users.add(userOf(data))).as("new: %s", message).isTrue();
            case "pusher_internal:member_removed" ->
                    assertThat(users.remove(userOf(data))).as("there: %s", message).isTrue();
            default -> throw new AssertionError("no message about members: " + message);
        }
    }

    private void isTold(JsonNode presence) {
        users.clear();
        presence.path("ids").forEach(id -> users.add(id.stringValue()));
        assertThat(presence.path("count").intValue()).isEqualTo(users.size());
        assertThat(presence.path("ids").size()).isEqualTo(users.size());
        assertThat(Set.copyOf(presence.path("hash").propertyNames())).isEqualTo(users);
    }

    private static String userOf(JsonNode data) {
        return data.path("user_id").stringValue();
    }
}

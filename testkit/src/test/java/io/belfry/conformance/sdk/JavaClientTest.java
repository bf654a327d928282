package io.belfry.conformance.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.hub.settings.HubSettings;
import io.belfry.testkit.GivenHub;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.Map;

class JavaClientTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    @Test
    @Check({30, 98})
    void hears_what_a_server_triggers_on_a_public_channel() {
        var alice = JavaClient.of(given, "alice").subscribes("news");

        JavaServer.of(given).trigger("news", "headline", Map.of("title", "Bells"));

        alice.isTold("headline {\"title\":\"Bells\"}");
    }

    @Test
    @Check(30)
    void hears_nothing_more_after_unsubscribing() {
        var alice = JavaClient.of(given, "alice").subscribes("news").subscribes("weather");

        alice.pusher().unsubscribe("news");
        alice.subscribes("sport");
        given.api().publishes("news", "headline", "x");
        given.api().publishes("weather", "sun", "x");

        alice.isTold("sun x");
    }

    @Test
    @Check({30, 69})
    void talks_to_others_on_a_private_channel() {
        var alice = JavaClient.of(given, "alice").subscribes("private-chat");
        var bob = JavaClient.of(given, "bob").subscribes("private-chat");

        alice.pusher().getPrivateChannel("private-chat").trigger("client-typing", "{\"on\":true}");

        bob.isTold("client-typing {\"on\":true}");
    }

    @Test
    @Check({30, 47, 49, 71})
    void knows_who_is_there_on_a_presence_channel() {
        var alice = JavaClient.of(given, "alice").asksFor("presence-room");
        alice.isTold("members [alice]", "subscribed presence-room");
        var bob = JavaClient.of(given, "bob").asksFor("presence-room");
        bob.isTold("members [alice, bob]", "subscribed presence-room");
        alice.isTold("joined bob");

        bob.pusher().getPresenceChannel("presence-room").trigger("client-wave", "{\"to\":1}");
        alice.isTold("client-wave {\"to\":1} by bob");

        bob.close();
        alice.isTold("left bob");
    }

    @Test
    @Check({30, 43})
    void opens_what_a_server_has_sealed() {
        var alice = JavaClient.of(given, "alice").subscribes("private-encrypted-vault");

        JavaServer.of(given).trigger("private-encrypted-vault", "opened", Map.of("by", "bob"));

        alice.isTold("opened {\"by\":\"bob\"}");
    }

    @Test
    @Check({30, 78, 83})
    void hears_what_is_meant_for_its_user() {
        var alice = JavaClient.of(given, "alice").signsIn();
        alice.subscribes("private-alice");

        given.api().publishes("#server-to-user-alice", "receipt", "paid");

        alice.isTold("receipt paid");
    }

    @Test
    @Check({30, 41})
    void is_told_when_its_server_signs_with_another_secret() {
        var mallory = JavaClient.betrayed(given);

        mallory.asksFor("private-news");

        mallory.isTold(
                "pusher:subscription_error {\"type\":\"AuthError\","
                        + "\"error\":\"The connection is unauthorized.\",\"status\":401}",
                "error 4009");
        mallory.subscribes("news");
    }

    @Test
    @Check({30, 4})
    void gives_up_when_the_app_does_not_exist() {
        var lost = JavaClient.lost(given);

        assertThat(lost.isToldAtLast("disconnected")).doesNotContain("connected", "reconnecting");
    }

    @Test
    @Check({30, 120})
    void stays_away_when_the_app_has_terminated_it() {
        var alice = JavaClient.of(given, "alice").signsIn();
        alice.subscribes("private-alice");

        JavaServer.of(given).post("/users/alice/terminate_connections", "{}");

        assertThat(alice.isToldAtLast("disconnected")).doesNotContain("reconnecting");
    }

    @Test
    @Check({30, 45})
    void is_ended_as_the_user_whom_its_server_has_named_on_a_private_channel() {
        var alice = JavaClient.named(given, "alice").subscribes("private-news");

        JavaServer.of(given).post("/users/alice/terminate_connections", "{}");

        assertThat(alice.isToldAtLast("disconnected")).doesNotContain("reconnecting");
    }

    @Test
    @Check(30)
    void comes_back_and_subscribes_again_when_the_hub_was_restarted() throws Exception {
        GivenHub before = GivenHub.standard();
        var alice = JavaClient.of(before, "alice").subscribes("private-news");

        before.hub().close();
        alice.isTold("reconnecting");
        try (GivenHub after = GivenHub.with(at(before.port()))) {
            alice.isToldAtLast("connected");
            alice.isTold("subscribed private-news");
            after.api().publishes("private-news", "headline", "x");
            alice.isTold("headline x");
        } finally {
            before.close();
        }
    }

    private static HubSettings at(int port) {
        HubSettings settings = GivenHub.settings(GivenHub.anApp().build());
        return settings.toBuilder()
                .server(settings.server().toBuilder().port(port).build())
                .build();
    }
}

package io.belfry.conformance.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.hub.settings.AppSettings;
import io.belfry.protocol.AppKey;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class SubscriptionCountTest {
    private static final String SUCCEEDED = "pusher_internal:subscription_succeeded";
    private static final String COUNT = "pusher_internal:subscription_count";
    private static final AppKey SILENT = new AppKey("silent-key", "silent-secret");

    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(
                    GivenHub.settings(
                            GivenHub.anApp().subscriptionCount(true).build(),
                            AppSettings.of("silent", "silent-key", "silent-secret")));

    @ParameterizedTest
    @Check(123)
    @ValueSource(strings = {"news", "private-news", "private-encrypted-news"})
    void every_change_is_told_to_all_subscribers(String channel) {
        var alice = given.client().subscribes(channel);
        alice.seesJson(
                """
                {"event":"pusher_internal:subscription_count","channel":"%s",\
                "data":"{\\"subscription_count\\":1}"}\
                """
                        .formatted(channel));

        var bob = given.client().subscribes(channel);
        sees(bob, channel, 2);
        sees(alice, channel, 2);

        var carol = given.client().subscribes(channel);
        sees(carol, channel, 3);
        sees(alice, channel, 3);
        sees(bob, channel, 3);

        // Only now: who leaves gets nothing more, be it under way to another event loop already.
        bob.leaves(channel);
        sees(carol, channel, 2);
        sees(alice, channel, 2);
        bob.seesNothingMore();

        carol.close();
        sees(alice, channel, 1);
        alice.seesNothingMore();
    }

    @Test
    @Check(123)
    void the_count_comes_after_what_a_newcomer_is_told() {
        given.api().publishes("cache-counted", "tick", "1");

        var client = given.client().asksFor("cache-counted", "", null);

        client.sees(SUCCEEDED, "cache-counted");
        client.sees("tick", "cache-counted");
        sees(client, "cache-counted", 1);
        client.seesNothingMore();
    }

    @Test
    @Check({35, 123})
    void subscribing_twice_changes_no_count() {
        var client = given.client().subscribes("news.twice");
        sees(client, "news.twice", 1);

        client.asksFor("news.twice", "", null);

        client.sees(SUCCEEDED, "news.twice");
        client.seesNothingMore();
    }

    @Test
    @Check(123)
    void presence_channels_tell_their_members_and_no_count() {
        var alice = given.client().joins("presence-room", "alice");
        var bob = given.client().joins("presence-room", "bob");

        bob.leaves("presence-room");

        alice.sees("pusher_internal:member_added");
        alice.sees("pusher_internal:member_removed");
        alice.seesNothingMore();
        bob.seesNothingMore();
    }

    @Test
    @Check(123)
    void a_channel_of_a_user_tells_no_count() {
        var alice = given.client().signsIn("{\"id\":\"alice\"}");

        alice.asksFor("#server-to-user-alice", "", null);

        alice.sees(SUCCEEDED, "#server-to-user-alice");
        alice.seesNothingMore();
    }

    @Test
    @Check(123)
    void an_app_that_has_not_asked_for_counts_gets_none() {
        HubClient alice = silentClient().subscribes("news");
        HubClient bob = silentClient().subscribes("news");

        bob.leaves("news");

        alice.seesNothingMore();
        bob.seesNothingMore();
    }

    @Test
    @Check(124)
    void above_a_hundred_subscribers_the_count_comes_every_five_seconds() {
        HubClient watcher = given.client().subscribes("news.large");
        sees(watcher, "news.large", 1);
        List<HubClient> crowd = new ArrayList<>();
        for (int count = 2; count <= 100; count++) {
            crowd.add(given.client().subscribes("news.large"));
            sees(watcher, "news.large", count);
        }

        long before = System.nanoTime();
        HubClient changeable = given.client().subscribes("news.large");
        sees(watcher, "news.large", 101);
        crowd.add(given.client().subscribes("news.large"));
        crowd.add(given.client().subscribes("news.large"));
        for (int i = 0; i < 20; i++) {
            changeable.leaves("news.large");
            changeable.subscribes("news.large");
        }
        crowd.add(given.client().subscribes("news.large"));

        List<Integer> told = seesUntil(watcher, "news.large", 104);
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        assertThat((long) told.size()).isBetween(1L, took.dividedBy(Duration.ofSeconds(5)));

        // Small again: every change at once.
        for (int count = 103; count >= 99; count--) {
            crowd.removeLast().leaves("news.large");
        }
        assertThat(seesUntil(watcher, "news.large", 99)).endsWith(100, 99);
        watcher.seesNothingMore();
    }

    /** The counts that the client sees, up to and with this one. */
    private static List<Integer> seesUntil(HubClient client, String channel, int last) {
        List<Integer> counts = new ArrayList<>();
        do {
            counts.add(countIn(client.sees(COUNT, channel)));
        } while (counts.getLast() != last);
        return counts;
    }

    private static void sees(HubClient client, String channel, int count) {
        assertThat(countIn(client.sees(COUNT, channel))).isEqualTo(count);
    }

    private static int countIn(SeenMessage message) {
        return message.data().path("subscription_count").intValue();
    }

    private static HubClient silentClient() {
        return given.keeping(HubClient.of(given.host(), given.port(), SILENT));
    }
}

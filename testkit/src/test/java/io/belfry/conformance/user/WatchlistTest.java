package io.belfry.conformance.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.conformance.Check;
import io.belfry.conformance.Loopback;
import io.belfry.protocol.AppKey;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

@Execution(ExecutionMode.CONCURRENT)
class WatchlistTest {
    private static final String WATCHLIST_EVENTS = "pusher_internal:watchlist_events";
    private static final String BOB = "bob";
    private static final String CAROL = "carol";

    @AutoClose
    private final GivenHub given =
            GivenHub.with(
                    Loopback.hub(Loopback.app().watchlist(true), Loopback.otherApp()).build());

    @Test
    @Check({85, 86})
    void who_signs_in_is_told_who_is_there_and_who_is_not() {
        given.client().signsIn(user(BOB));

        var watcher = watcherOf(CAROL, BOB);

        SeenMessage snapshot = watcher.sees(WATCHLIST_EVENTS);
        assertThat(snapshot.json().propertyNames()).containsExactlyInAnyOrder("event", "data");
        assertThat(snapshot.rawData().isString()).isTrue();
        assertThat(told(snapshot)).containsExactly("online " + BOB, "offline " + CAROL);
        watcher.seesNothingMore();
    }

    @Test
    @Check({85, 86})
    void a_watcher_hears_of_a_user_who_comes() {
        var watcher = watcherOf(BOB);
        assertThat(told(watcher.sees(WATCHLIST_EVENTS))).containsExactly("offline " + BOB);

        given.client().signsIn(user(BOB));

        assertThat(told(watcher.sees(WATCHLIST_EVENTS))).containsExactly("online " + BOB);
        watcher.seesNothingMore();
    }

    @Test
    @Check({85, 86})
    void a_watcher_hears_of_a_user_whose_last_connection_goes() {
        var tab = given.client().signsIn(user(BOB));
        var otherTab = given.client().signsIn(user(BOB));
        var watcher = watcherOf(BOB);
        watcher.sees(WATCHLIST_EVENTS);

        tab.close();
        otherTab.close();

        assertThat(told(watcher.sees(WATCHLIST_EVENTS))).containsExactly("offline " + BOB);
        watcher.seesNothingMore();
    }

    @Test
    @Check(85)
    void a_second_tab_comes_and_goes_unheard_of() {
        given.client().signsIn(user(BOB));
        var watcher = watcherOf(BOB, CAROL);
        watcher.sees(WATCHLIST_EVENTS);

        given.client().signsIn(user(BOB)).close();

        // Carol goes after the tab did, so that whatever was to be heard of it came before.
        given.client().signsIn(user(CAROL)).close();
        assertThat(told(watcher.sees(WATCHLIST_EVENTS))).containsExactly("online " + CAROL);
        assertThat(told(watcher.sees(WATCHLIST_EVENTS))).containsExactly("offline " + CAROL);
        watcher.seesNothingMore();
    }

    @Test
    @Check(85)
    void a_page_that_is_loaded_anew_was_never_away() {
        var page = given.client().signsIn(user(BOB));
        var watcher = watcherOf(BOB, CAROL);
        watcher.sees(WATCHLIST_EVENTS);

        int connections = connections();
        page.close();
        await().until(() -> connections() == connections - 1);
        given.client().signsIn(user(BOB));

        given.client().signsIn(user(CAROL)).close();
        assertThat(told(watcher.sees(WATCHLIST_EVENTS))).containsExactly("online " + CAROL);
        assertThat(told(watcher.sees(WATCHLIST_EVENTS))).containsExactly("offline " + CAROL);
        watcher.seesNothingMore();
    }

    @Test
    @Check(85)
    void every_connection_of_a_watcher_hears_of_it() {
        var tab = watcherOf(BOB);
        var otherTab = watcherOf(BOB);
        tab.sees(WATCHLIST_EVENTS);
        otherTab.sees(WATCHLIST_EVENTS);

        given.client().signsIn(user(BOB));

        assertThat(told(tab.sees(WATCHLIST_EVENTS))).containsExactly("online " + BOB);
        assertThat(told(otherTab.sees(WATCHLIST_EVENTS))).containsExactly("online " + BOB);
    }

    @Test
    @Check(85)
    void who_watches_nobody_hears_of_nobody() {
        var client = given.client().signsIn(user("watcher"));

        given.client().signsIn(user(BOB));

        client.seesNothingMore();
    }

    @Test
    @Check(85)
    void a_watched_id_that_stands_twice_is_told_once() {
        var watcher = watcherOf(BOB, BOB);

        assertThat(told(watcher.sees(WATCHLIST_EVENTS))).containsExactly("offline " + BOB);
        given.client().signsIn(user(BOB));
        assertThat(told(watcher.sees(WATCHLIST_EVENTS))).containsExactly("online " + BOB);
        watcher.seesNothingMore();
    }

    @Test
    @Check(85)
    void an_app_that_did_not_ask_for_it_tells_nothing() {
        var key = new AppKey("other-key", "other-secret");
        var raw = given.handshake().path("/app/other-key?protocol=7").open();
        var client = HubClient.of(given.keeping(raw), key);

        client.signsIn("{\"id\":\"alice\",\"watchlist\":[\"" + BOB + "\"]}");

        client.seesNothingMore();
    }

    @Test
    @Check(87)
    void of_a_hundred_and_one_watched_users_the_first_hundred_count() {
        String[] ids = IntStream.range(0, 101).mapToObj(i -> BOB + "-" + i).toArray(String[]::new);

        var watcher = watcherOf(ids);

        watcher.seesError(4302);
        List<String> told = told(watcher.sees(WATCHLIST_EVENTS));
        assertThat(told).hasSize(100).contains("offline " + ids[99]);
        given.client().signsIn(user(ids[100]));
        given.client().signsIn(user(ids[99]));
        assertThat(told(watcher.sees(WATCHLIST_EVENTS))).containsExactly("online " + ids[99]);
        watcher.seesNothingMore();
    }

    @Test
    @Check(87)
    void a_hundred_watched_users_are_not_too_many() {
        String[] ids = IntStream.range(0, 100).mapToObj(i -> BOB + "-" + i).toArray(String[]::new);

        var watcher = watcherOf(ids);

        assertThat(told(watcher.sees(WATCHLIST_EVENTS))).hasSize(100);
        watcher.seesNothingMore();
    }

    private int connections() {
        return given.api().get("/connections").send().json().path("connections").asInt();
    }

    private HubClient watcherOf(String... ids) {
        String list = List.of(ids).stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
        return given.client().signsIn("{\"id\":\"watcher\",\"watchlist\":" + list + "}");
    }

    private static String user(String id) {
        return "{\"id\":\"" + id + "\"}";
    }

    /** What a message tells, each as one text, in its order. */
    private static List<String> told(SeenMessage message) {
        List<String> told = new ArrayList<>();
        for (JsonNode event : message.data().path("events")) {
            assertThat(event.propertyNames()).containsExactlyInAnyOrder("name", "user_ids");
            for (JsonNode id : event.path("user_ids")) {
                told.add(event.path("name").stringValue() + " " + id.stringValue());
            }
        }
        return told;
    }
}

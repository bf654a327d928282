package io.belfry.live.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.driver.LocalDriver;
import io.belfry.broadcasting.fake.BroadcastFake;
import io.belfry.database.Database;
import io.belfry.testkit.GivenDatabase;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.GivenTransactions;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Live refresh in real databases, over a real hub. */
@Timeout(60)
class LiveRefreshTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    private static final String EVENT = "LiveRefreshContextsUpdated";

    private static GivenTransactions application(GivenDatabase database) {
        return new GivenTransactions(database.emptied("live"));
    }

    private static LiveRefresh overHub(GivenTransactions application) {
        Broadcaster broadcaster =
                given.keeping(
                        Broadcaster.builder()
                                .connection(
                                        "hub",
                                        new LocalDriver(event ->
                                                given.hub().publish(given.app().id(), event)))
                                .transactions(application::afterCommit)
                                .build());
        return plain(application, broadcaster);
    }

    /** As the guide shows it. */
    private static LiveRefresh plain(Database database, Broadcaster broadcaster) {
        LiveRefresh liveRefresh =
                new LiveRefresh(database, broadcaster, LiveRefreshSettings.defaults());
        return liveRefresh;
    }

    private static LiveRefresh remembered(GivenTransactions application, BroadcastFake fake) {
        Broadcaster broadcaster =
                fake.remembering(Broadcaster.builder().transactions(application::afterCommit))
                        .build();
        return plain(application, broadcaster);
    }

    @ParameterizedTest
    @EnumSource
    void each_user_is_told_once_of_all_that_a_transaction_has_changed(GivenDatabase database) {
        GivenTransactions application = application(database);
        LiveRefresh refresh = overHub(application);
        HubClient seven = given.client().subscribes("private-live-refresh.7");
        HubClient eight = given.client().subscribes("private-live-refresh.8");
        HubClient admin = given.client().subscribes("private-live-refresh.admin");

        application.commits(() -> {
            for (int i = 0; i < 100; i++) {
                refresh.notify(Set.of("bookings"), List.of("7", "8"), true);
            }
            refresh.notify(Set.of("children"), List.of("7"), false);
            seven.seesNothingMore();
        });

        assertThat(seven.sees(EVENT).data().toString())
                .isEqualTo("{\"contexts\":[\"bookings\",\"children\"]}");
        assertThat(eight.sees(EVENT).data().toString()).isEqualTo("{\"contexts\":[\"bookings\"]}");
        assertThat(admin.sees(EVENT).data().toString()).isEqualTo("{\"contexts\":[\"bookings\"]}");
        List.of(seven, eight, admin).forEach(HubClient::seesNothingMore);
        assertThat(refresh.versions("7")).isEqualTo(Map.of("bookings", 1L, "children", 1L));
        assertThat(refresh.adminVersions()).isEqualTo(Map.of("bookings", 1L));
        assertThat(refresh.versions("*")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_rollback_changes_and_tells_nothing(GivenDatabase database) {
        GivenTransactions application = application(database);
        LiveRefresh refresh = overHub(application);
        HubClient seven = given.client().subscribes("private-live-refresh.7");

        application.rollsBack(() -> refresh.notify(Set.of("bookings"), List.of("7"), false));

        seven.seesNothingMore();
        assertThat(refresh.versions("7")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void without_a_transaction_it_is_told_at_once(GivenDatabase database) {
        GivenTransactions application = application(database);
        LiveRefresh refresh = overHub(application);
        HubClient seven = given.client().subscribes("private-live-refresh.7");

        refresh.notify(Set.of("bookings"), List.of("7"), false);
        refresh.notify(Set.of("bookings"), List.of("7"), false);

        seven.sees(EVENT);
        seven.sees(EVENT);
        assertThat(refresh.versions("7")).isEqualTo(Map.of("bookings", 2L));
    }

    @ParameterizedTest
    @EnumSource
    void only_those_who_are_named_are_told(GivenDatabase database) {
        GivenTransactions application = application(database);
        BroadcastFake fake = new BroadcastFake();
        LiveRefresh refresh = remembered(application, fake);

        refresh.notify(Set.of("settings"), List.of(), true);

        fake.assertBroadcast(ContextsUpdated.class).on("private-live-refresh.admin").once();
        assertThat(fake.broadcasts().getFirst().publications().getFirst().channels()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void ten_thousand_users_are_told_a_hundred_at_a_time(GivenDatabase database) {
        GivenTransactions application = application(database);
        BroadcastFake fake = new BroadcastFake();
        LiveRefresh refresh = remembered(application, fake);
        List<String> users = IntStream.range(0, 10_000).mapToObj(String::valueOf).toList();

        application.commits(() -> refresh.notify(Set.of("news"), users, false));

        assertThat(fake.broadcasts()).hasSize(1);
        assertThat(fake.broadcasts().getFirst().publications()).hasSize(100);
        assertThat(refresh.versions("9999")).isEqualTo(Map.of("news", 1L));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_too_much_for_one_event_is_told_in_several(GivenDatabase database) {
        GivenTransactions application = application(database);
        LiveRefresh refresh = overHub(application);
        HubClient seven = given.client().subscribes("private-live-refresh.7");
        List<String> contexts =
                IntStream.range(0, 120).mapToObj(i -> "%0100d".formatted(i)).toList();

        application.commits(() -> {
            for (int from = 0; from < 120; from += 40) {
                refresh.notify(contexts.subList(from, from + 40), List.of("7"), false);
            }
        });

        List<String> told = new ArrayList<>();
        for (int event = 0; event < 3; event++) {
            seven.sees(EVENT).data().path("contexts").forEach(each -> told.add(each.asString()));
        }
        assertThat(told).isEqualTo(contexts);
        seven.seesNothingMore();
        assertThat(refresh.versions("7")).hasSize(120).containsValue(1L);
    }

    @ParameterizedTest
    @EnumSource
    void whom_no_channel_can_be_named_after_finds_out_by_the_versions(GivenDatabase database) {
        GivenTransactions application = application(database);
        LiveRefresh refresh = overHub(application);
        HubClient admins = given.client().subscribes("private-live-refresh.admin");
        HubClient ann = given.client().subscribes("private-live-refresh.ann@example.org");

        application.commits(() ->
                refresh.notify(
                        Set.of("a"), List.of("admin", "two words", "ann@example.org"), false));

        ann.sees(EVENT);
        admins.seesNothingMore();
        assertThat(refresh.versions("admin")).isEqualTo(Map.of("a", 1L));
        assertThat(refresh.versions("two words")).isEqualTo(Map.of("a", 1L));
    }

    @ParameterizedTest
    @EnumSource
    void transactions_that_change_the_same_in_another_order_all_succeed(GivenDatabase database)
            throws Exception {
        GivenTransactions application = application(database);
        LiveRefresh refresh = remembered(application, new BroadcastFake());
        List<String> users = IntStream.range(0, 30).mapToObj(String::valueOf).toList();
        List<String> others = new ArrayList<>(users);
        Collections.reverse(others);
        Callable<Boolean> forwards = () -> changes(application, refresh, users);
        Callable<Boolean> backwards = () -> changes(application, refresh, others);

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> each :
                    threads.invokeAll(List.of(forwards, backwards, forwards, backwards))) {
                assertThat(each.get()).isTrue();
            }
        }

        assertThat(refresh.versions("17")).isEqualTo(Map.of("a", 40L, "b", 40L));
    }

    private static boolean changes(
            GivenTransactions application, LiveRefresh refresh, List<String> users) {
        for (int i = 0; i < 10; i++) {
            application.commits(() ->
                    users.forEach(user -> refresh.notify(List.of("b", "a"), List.of(user), false)));
        }
        return true;
    }

    @ParameterizedTest
    @EnumSource
    void what_is_no_context_and_no_user_is_refused_and_nobody_is_told(GivenDatabase database) {
        GivenTransactions application = application(database);
        BroadcastFake fake = new BroadcastFake();
        LiveRefresh refresh = remembered(application, fake);
        refuses(refresh, List.of(), "7", "there are 0 contexts, must be 1 to 50");
        refuses(
                refresh,
                List.of("a b"),
                "7",
                "a context is named with 1 to 100 characters out of A-Z a-z 0-9 _ . - and not a b");
        refuses(
                refresh,
                List.of("x".repeat(101)),
                "7",
                "a context is named with 1 to 100 characters out of A-Z a-z 0-9 _ . - and not with"
                        + " 101");
        refuses(refresh, List.of("a"), "", "the id of a user has 0 characters, must have 1 to 200");
        refuses(
                refresh,
                List.of("a"),
                "*",
                "the id of a user is *, which stands for the administrators");
        fake.assertNothingBroadcast();
    }

    private static void refuses(
            LiveRefresh refresh, List<String> contexts, String user, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> refresh.notify(contexts, List.of("1", user), true))
                .withMessage(message);
    }
}

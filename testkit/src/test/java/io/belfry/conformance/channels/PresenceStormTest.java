package io.belfry.conformance.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.conformance.Check;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;

/** Five tabs of each of fifty users come and go at once, over several event loops. */
class PresenceStormTest {
    private static final String ROOM = "presence-storm";
    private static final String SUCCEEDED = "pusher_internal:subscription_succeeded";
    private static final int USERS = 50;
    private static final int TABS = 5;

    @RegisterExtension static final GivenHub given = GivenHub.with(onFourLoops());

    private final AtomicBoolean raging = new AtomicBoolean(true);

    @Test
    @Check(55)
    void everybody_who_followed_knows_who_is_there_in_the_end() throws Exception {
        List<HubClient> watchers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            watchers.add(given.client());
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var views = new ArrayList<Future<Set<String>>>();
            views.add(threads.submit(() -> watch("watcher0", watchers.get(0), false)));
            views.add(threads.submit(() -> watch("watcher1", watchers.get(1), true)));
            views.add(threads.submit(() -> watch("watcher2", watchers.get(2), true)));
            awaitUsers(Set.of("watcher0", "watcher1", "watcher2"));

            List<Tab> tabs = tabs();
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Tab>> running = new ArrayList<>();
            for (Tab tab : tabs) {
                running.add(threads.submit(() -> tab.comesAndGoes(start)));
            }
            start.countDown();
            all(running);
            raging.set(false);

            Set<String> remaining = new TreeSet<>(Set.of("watcher0", "watcher1", "watcher2"));
            tabs.stream().filter(Tab::stays).forEach(tab -> remaining.add(tab.user));
            awaitUsers(remaining);
            Set<String> told = lastNewcomer();
            remaining.add("fence");
            assertThat(told).isEqualTo(remaining);

            for (Tab tab : tabs) {
                if (tab.stays()) {
                    views.add(threads.submit(tab::followsToTheEnd));
                }
            }
            assertThat(all(views))
                    .isNotEmpty()
                    .allSatisfy(view -> assertThat(view).isEqualTo(remaining));
        }
    }

    private static HubSettings onFourLoops() {
        return HubSettings.builder()
                .server(ServerSettings.builder().host("127.0.0.1").port(0).eventLoops(4).build())
                .apps(List.of(AppSettings.of("4711", "belfry-key", "belfry-secret")))
                .build();
    }

    private List<Tab> tabs() {
        List<Tab> tabs = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            for (int tab = 0; tab < TABS; tab++) {
                // All tabs of every second user leave; of the others one stays.
                Ending ending = Ending.values()[(user + tab) % 3];
                boolean stays = user % 2 == 0 && tab == user % TABS;
                tabs.add(new Tab(given.client(), "user" + user, stays ? Ending.STAYS : ending));
            }
        }
        return tabs;
    }

    /** Follows what happens until the last newcomer is announced. */
    private Set<String> watch(String user, HubClient client, boolean subscribesAgain) {
        PresenceView view = new PresenceView();
        asks(client, user);
        SeenMessage last = client.sees();
        view.follow(last);
        while (!view.users().contains("fence")) {
            if (subscribesAgain && raging.get() && last.event().equals(SUCCEEDED)) {
                asks(client, user);
            }
            last = client.sees();
            view.follow(last);
        }
        return view.users();
    }

    private static Set<String> lastNewcomer() {
        var client = given.client();
        asks(client, "fence");
        PresenceView view = new PresenceView();
        view.follow(client.sees(SUCCEEDED, ROOM));
        client.seesNothingMore();
        return view.users();
    }

    private static void awaitUsers(Set<String> users) {
        await().untilAsserted(() -> assertThat(usersByApi()).isEqualTo(users));
    }

    private static Set<String> usersByApi() {
        var users = given.api().get("/channels/" + ROOM + "/users").send().json().path("users");
        Set<String> ids = new TreeSet<>();
        StreamSupport.stream(users.spliterator(), false)
                .forEach(user -> ids.add(user.path("id").stringValue()));
        return ids;
    }

    private static <T> List<T> all(List<Future<T>> running) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> each : running) {
            results.add(result(each::get));
        }
        return results;
    }

    private static <T> T result(Callable<T> get) throws Exception {
        try {
            return get.call();
        } catch (ExecutionException e) {
            throw new AssertionError("one of many failed", e.getCause());
        }
    }

    private static void asks(HubClient client, String user) {
        String data = "{\"user_id\":\"" + user + "\"}";
        String auth = Signature.of(client.socketId() + ":" + ROOM + ":" + data);
        client.asksFor(ROOM, auth, data);
    }

    private enum Ending {
        HANGS_UP,
        RESETS,
        CLOSES,
        STAYS
    }

    /** One page of one user. Used by one thread after another. */
    private static final class Tab {
        private final HubClient client;
        private final String user;
        private final Ending ending;
        private final PresenceView view = new PresenceView();

        Tab(HubClient client, String user, Ending ending) {
            this.client = client;
            this.user = user;
            this.ending = ending;
        }

        boolean stays() {
            return ending == Ending.STAYS;
        }

        Tab comesAndGoes(CountDownLatch start) throws InterruptedException {
            start.await();
            joins();
            leaves();
            joins();
            leaves();
            joins();
            switch (ending) {
                case HANGS_UP -> client.close();
                case RESETS -> client.raw().resets();
                case CLOSES -> {
                    client.raw().sends(ClientFrame.close(1000, "bye"));
                    client.close();
                }
                case STAYS -> assertThat(view.users()).contains(user);
            }
            return this;
        }

        private void joins() {
            asks(client, user);
            view.follow(client.sees(SUCCEEDED, ROOM));
            assertThat(view.users()).contains(user);
        }

        /** What comes before the pong may still be of the channel, what comes after may not. */
        private void leaves() {
            client.sends("pusher:unsubscribe", "{\"channel\":\"" + ROOM + "\"}");
            client.sends("pusher:ping", "{}");
            for (SeenMessage next = client.sees();
                    !next.event().equals("pusher:pong");
                    next = client.sees()) {
                view.follow(next);
            }
            client.seesNothingMore();
        }

        Set<String> followsToTheEnd() {
            while (!view.users().contains("fence")) {
                view.follow(client.sees());
            }
            return view.users();
        }
    }
}

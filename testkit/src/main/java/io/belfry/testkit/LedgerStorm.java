package io.belfry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.publish.CachedEvent;
import io.belfry.hub.publish.Envelope;
import io.belfry.hub.publish.Joined;
import io.belfry.hub.publish.Ledger;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Frame;
import io.belfry.protocol.Member;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Many threads that join, rejoin, leave and publish on one channel at once, and the proof that
 * everybody could follow: who takes any answer of the ledger and then the deliveries after its
 * serial ends up with the truth.
 *
 * <p>Used by one thread, which starts the others and waits for them.
 */
final class LedgerStorm {
    private static final int THREADS = 8;
    private static final int ROUNDS = 400;
    private static final int USERS = 12;

    private final Ledger ledger;
    private final String app;
    private final ChannelName channel;
    private final Queue<Joined> answers = new ConcurrentLinkedQueue<>();
    private final Queue<SocketId> remaining = new ConcurrentLinkedQueue<>();

    /**
     * @param channel a presence channel that keeps its last event, and is empty
     */
    LedgerStorm(Ledger ledger, String app, ChannelName channel) {
        this.ledger = ledger;
        this.app = app;
        this.channel = channel;
    }

    /** Runs the threads to their end. */
    void rages() {
        ManyThreads.run(THREADS, this::rage);
    }

    /** How many connections are on the channel in the end. */
    int remaining() {
        return remaining.size();
    }

    private void rage(int thread) {
        Random random = new Random(thread);
        Map<SocketId, String> here = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    SocketId socket = new SocketId(thread + "." + round);
                    String user = "user" + random.nextInt(USERS);
                    here.put(socket, user);
                    join(socket, user);
                }
                case 2 -> keep("thread " + thread + ", round " + round);
                case 3 -> here.forEach(this::rejoin);
                default -> leaveOne(here);
            }
        }
        remaining.addAll(here.keySet());
    }

    private void join(SocketId socket, String user) {
        answers.add((Joined) ledger.join(app, channel, socket, member(user), USERS).join());
    }

    private void rejoin(SocketId socket, String user) {
        answers.add(ledger.rejoin(app, channel, socket, member(user)).join());
    }

    private void leaveOne(Map<SocketId, String> here) {
        if (!here.isEmpty()) {
            SocketId socket = here.keySet().iterator().next();
            ledger.leave(app, channel, socket, here.remove(socket)).join();
        }
    }

    private void keep(String text) {
        Frame frame = Frame.ofText("{\"event\":\"note\",\"data\":\"" + text + "\"}");
        Envelope.Delivery event = new Envelope.Delivery(app, channel, frame, null, 0);
        ledger.keep(event, text, Duration.ofMinutes(30)).join();
    }

    private static Member member(String user) {
        return new Member(user, "{}");
    }

    /** Holds every answer against what the deliveries up to its serial amount to. */
    void isContainedIn(List<Envelope.Delivery> deliveries, Collection<String> usersInTheEnd) {
        View view = new View();
        List<Joined> sorted = new ArrayList<>(answers);
        sorted.sort(Comparator.comparingLong(Joined::serial));
        int next = 0;
        for (Joined answer : sorted) {
            while (next < deliveries.size() && deliveries.get(next).serial() <= answer.serial()) {
                view.follow(deliveries.get(next));
                next++;
            }
            view.isWhat(answer);
        }
        deliveries.subList(next, deliveries.size()).forEach(view::follow);
        assertThat(view.users).containsExactlyInAnyOrderElementsOf(usersInTheEnd);
    }

    /** What somebody knows who has heard all deliveries so far. */
    private static final class View {
        private final Set<String> users = new LinkedHashSet<>();
        private @Nullable String event;
        private long serial;

        void follow(Envelope.Delivery delivery) {
            assertThat(delivery.serial()).as("serials grow").isGreaterThan(serial);
            serial = delivery.serial();
            SeenMessage message = SeenMessage.of(delivery.frame().text());
            String user = message.data().path("user_id").stringValue("");
            switch (message.event()) {
                case "pusher_internal:member_added" ->
                        assertThat(users.add(user)).as("%s is new", user).isTrue();
                case "pusher_internal:member_removed" ->
                        assertThat(users.remove(user)).as("%s was there", user).isTrue();
                default -> event = message.text();
            }
        }

        void isWhat(Joined answer) {
            assertThat(answer.members())
                    .extracting(Member::userId)
                    .containsExactlyInAnyOrderElementsOf(users);
            CachedEvent cached = answer.cached();
            assertThat(cached == null ? null : cached.frame().text()).isEqualTo(event);
        }
    }
}

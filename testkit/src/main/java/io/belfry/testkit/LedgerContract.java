package io.belfry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.event.HubEvent;
import io.belfry.hub.event.HubListener;
import io.belfry.hub.publish.Broker;
import io.belfry.hub.publish.CachedEvent;
import io.belfry.hub.publish.ChannelState;
import io.belfry.hub.publish.Envelope;
import io.belfry.hub.publish.JoinAnswer;
import io.belfry.hub.publish.Joined;
import io.belfry.hub.publish.Ledger;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Member;
import io.belfry.protocol.ServerMessage;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What every {@link Ledger} promises, as tests: extend this class, say where the ledger comes from,
 * and JUnit runs the sentences. Time is a clock that the tests move, and may go on by itself.
 *
 * <p>Answers and deliveries are waited for, ten seconds at most; the listener must have heard of a
 * change by the time its answer is there.
 */
public abstract class LedgerContract {
    private static final String APP = "4711";
    private static final String OTHER_APP = "4712";
    private static final ChannelName NEWS = new ChannelName("news");
    private static final ChannelName ROOM = new ChannelName("presence-room");
    private static final ChannelName PRICE = new ChannelName("cache-price");
    private static final Duration TTL = Duration.ofMinutes(30);
    private static final int ROOMY = 100;
    private static final SocketId FIRST = new SocketId("1.1");
    private static final SocketId SECOND = new SocketId("2.2");
    private static final SocketId THIRD = new SocketId("3.3");

    private final MovableClock clock = MovableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final Heard<Envelope.Delivery> deliveries = new Heard<>();
    private final List<HubEvent> told = new CopyOnWriteArrayList<>();
    private Broker broker;
    private Ledger ledger;

    /**
     * Opens a ledger that knows nothing yet. It is closed by the test.
     *
     * @param broker what it publishes through; listened to already
     * @param listener whom it tells what webhooks tell
     * @param clock by how much time has moved on
     */
    protected abstract Ledger ledger(Broker broker, HubListener listener, Clock clock);

    /** Opens the broker of the ledger; a local one unless overridden. It is closed by the test. */
    protected Broker broker() {
        return Broker.local();
    }

    @BeforeEach
    final void open() {
        broker = broker();
        broker.deliverTo(envelope -> deliveries.add((Envelope.Delivery) envelope));
        ledger = ledger(broker, told::add, clock);
        follows(APP, ROOM);
        follows(APP, PRICE);
    }

    /** As a hub does before somebody joins: else nothing of the channel need arrive here. */
    private void follows(String app, ChannelName channel) {
        answer(broker.follow(app, channel));
    }

    @AfterEach
    final void close() {
        ledger.close();
        broker.close();
    }

    // Joining

    @Test
    void a_key_is_claimed_once_within_its_time_for_each_app() {
        assertThat(answer(ledger.claim(APP, "k1"))).isTrue();
        assertThat(answer(ledger.claim(APP, "k1"))).isFalse();
        assertThat(answer(ledger.claim(APP, "k2"))).isTrue();
        assertThat(answer(ledger.claim(OTHER_APP, "k1"))).isTrue();

        clock.passes(Ledger.KEYS_KEPT);
        assertThat(answer(ledger.claim(APP, "k1"))).isTrue();
    }

    @Test
    void a_key_that_was_given_back_can_be_claimed_again() {
        assertThat(answer(ledger.claim(APP, "k1"))).isTrue();
        ledger.release(APP, "k1");
        assertThat(answer(ledger.claim(APP, "k1"))).isTrue();
    }

    @Test
    void an_app_publishes_as_much_as_it_may_in_a_second_and_then_has_to_wait() {
        assertThat(ledger.mayPublish(APP, 2, 3)).isTrue();
        // All or nothing.
        assertThat(ledger.mayPublish(APP, 2, 3)).isFalse();
        assertThat(ledger.mayPublish(APP, 1, 3)).isTrue();
        assertThat(ledger.mayPublish(APP, 1, 3)).isFalse();
        assertThat(ledger.mayPublish(OTHER_APP, 3, 3)).isTrue();

        while (!ledger.mayPublish(APP, 3, 3)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_newcomer_is_told_all_members_and_is_one_of_them() {
        joins(ROOM, FIRST, "alice");

        Joined joined = joins(ROOM, SECOND, "bob");

        assertThat(joined.members()).containsExactlyInAnyOrder(member("alice"), member("bob"));
        assertThat(joined.cached()).isNull();
    }

    @Test
    void elsewhere_than_on_presence_channels_there_are_no_members() {
        joins(NEWS, FIRST);

        assertThat(joins(NEWS, SECOND).members()).isEmpty();
        assertThat(state(NEWS).users()).isZero();
    }

    @Test
    void a_new_member_is_announced_to_everybody_but_itself() {
        joins(ROOM, FIRST, "alice");

        Envelope.Delivery announced = deliveries.next();
        assertThat(announced.appId()).isEqualTo(APP);
        assertThat(announced.channel()).isEqualTo(ROOM);
        assertThat(announced.except()).isEqualTo(FIRST);
        assertThat(announced.frame().text())
                .isEqualTo(new ServerMessage.MemberAdded(ROOM, member("alice")).json());
    }

    @Test
    void a_second_connection_of_a_user_is_not_announced_and_adds_no_member() {
        joins(ROOM, FIRST, "alice");

        Joined joined = joins(ROOM, SECOND, "alice");

        assertThat(joined.members()).containsExactly(member("alice"));
        assertThat(published(ROOM)).hasSize(1);
    }

    @Test
    void what_the_oldest_connection_said_about_a_user_is_what_others_see() {
        joins(ROOM, FIRST, new Member("alice", "{\"tab\":1}"));
        joins(ROOM, SECOND, new Member("alice", "{\"tab\":2}"));
        assertThat(joins(ROOM, THIRD, "bob").members())
                .contains(new Member("alice", "{\"tab\":1}"));

        leaves(ROOM, FIRST, "alice");

        assertThat(rejoins(ROOM, THIRD, member("bob")).members())
                .contains(new Member("alice", "{\"tab\":2}"));
    }

    @Test
    void a_full_channel_refuses_one_more_user_and_nothing_has_changed() {
        joins(ROOM, FIRST, "alice");
        int toldBefore = told.size();

        JoinAnswer answer = answer(ledger.join(APP, ROOM, SECOND, member("bob"), 1));

        assertThat(answer).isEqualTo(new JoinAnswer.Full(1));
        assertThat(state(ROOM)).isEqualTo(new ChannelState(1, 1, null));
        assertThat(told).hasSize(toldBefore);
        assertThat(published(ROOM)).hasSize(1);
    }

    @Test
    void a_further_connection_of_a_member_fits_into_a_full_channel() {
        joins(ROOM, FIRST, "alice");

        JoinAnswer answer = answer(ledger.join(APP, ROOM, SECOND, member("alice"), 1));

        assertThat(answer).isInstanceOf(Joined.class);
        assertThat(state(ROOM)).isEqualTo(new ChannelState(2, 1, null));
    }

    @Test
    void who_leaves_a_full_channel_makes_room() {
        joins(ROOM, FIRST, "alice");
        leaves(ROOM, FIRST, "alice");

        JoinAnswer answer = answer(ledger.join(APP, ROOM, SECOND, member("bob"), 1));

        assertThat(answer).isInstanceOf(Joined.class);
    }

    @Test
    void the_first_subscription_occupies_a_channel_and_each_is_counted() {
        joins(NEWS, FIRST);
        assertThat(told)
                .containsExactlyInAnyOrder(
                        new HubEvent.ChannelOccupied(APP, NEWS),
                        new HubEvent.SubscriptionsChanged(APP, NEWS, 1));

        joins(NEWS, SECOND);

        assertThat(told.subList(2, told.size()))
                .containsExactly(new HubEvent.SubscriptionsChanged(APP, NEWS, 2));
    }

    @Test
    void a_member_is_told_to_the_listener_once_for_all_its_connections() {
        joins(ROOM, FIRST, "alice");
        joins(ROOM, SECOND, "alice");
        leaves(ROOM, FIRST, "alice");
        leaves(ROOM, SECOND, "alice");

        assertThat(told)
                .filteredOn(event ->
                        event instanceof HubEvent.MemberAdded
                                || event instanceof HubEvent.MemberRemoved)
                .containsExactly(
                        new HubEvent.MemberAdded(APP, ROOM, "alice"),
                        new HubEvent.MemberRemoved(APP, ROOM, "alice"));
    }

    @Test
    void joining_what_was_joined_already_counts_nothing() {
        joins(ROOM, FIRST, "alice");
        int toldBefore = told.size();

        Joined again = joins(ROOM, FIRST, "alice");

        assertThat(again.members()).containsExactly(member("alice"));
        assertThat(told).hasSize(toldBefore);
        assertThat(state(ROOM)).isEqualTo(new ChannelState(1, 1, null));
        leaves(ROOM, FIRST, "alice");
        assertThat(state(ROOM).occupied()).isFalse();
    }

    @Test
    void the_answer_to_a_newcomer_says_up_to_which_change_it_speaks() {
        joins(ROOM, FIRST, "alice");
        Joined joined = joins(ROOM, SECOND, "bob");
        leaves(ROOM, FIRST, "alice");

        List<Envelope.Delivery> changes = published(ROOM);

        assertThat(changes).hasSize(3);
        assertThat(changes.get(0).serial()).isPositive();
        assertThat(changes.get(1).serial()).isGreaterThan(changes.get(0).serial());
        assertThat(joined.serial()).isGreaterThanOrEqualTo(changes.get(1).serial());
        assertThat(changes.get(2).serial()).isGreaterThan(joined.serial());
    }

    // Joining again

    @Test
    void rejoining_tells_all_once_more_and_counts_nothing() {
        joins(ROOM, FIRST, "alice");
        joins(ROOM, SECOND, "bob");
        int toldBefore = told.size();

        Joined again = rejoins(ROOM, FIRST, member("alice"));

        assertThat(again.members()).containsExactlyInAnyOrder(member("alice"), member("bob"));
        assertThat(told).hasSize(toldBefore);
        assertThat(state(ROOM)).isEqualTo(new ChannelState(2, 2, null));
        assertThat(published(ROOM)).hasSize(2);
    }

    @Test
    void what_the_app_says_when_rejoining_replaces_what_it_said_before() {
        joins(ROOM, FIRST, new Member("alice", "{\"mood\":\"good\"}"));

        Joined again = rejoins(ROOM, FIRST, new Member("alice", "{\"mood\":\"better\"}"));

        assertThat(again.members()).containsExactly(new Member("alice", "{\"mood\":\"better\"}"));
    }

    @Test
    void rejoining_tells_the_kept_event_once_more() {
        joins(PRICE, FIRST);
        keeps(PRICE, "42");

        assertThat(textOf(rejoins(PRICE, FIRST, null).cached())).isEqualTo("42");
    }

    // Leaving

    @Test
    void the_last_connection_of_a_user_announces_that_the_member_has_gone() {
        joins(ROOM, FIRST, "alice");
        joins(ROOM, SECOND, "alice");

        leaves(ROOM, FIRST, "alice");
        leaves(ROOM, SECOND, "alice");

        List<Envelope.Delivery> changes = published(ROOM);
        assertThat(changes).hasSize(2);
        assertThat(changes.get(1).frame().text())
                .isEqualTo(new ServerMessage.MemberRemoved(ROOM, "alice").json());
        assertThat(changes.get(1).except()).isNull();
    }

    @Test
    void the_last_subscription_vacates_a_channel() {
        joins(NEWS, FIRST);
        joins(NEWS, SECOND);
        int toldBefore = told.size();

        leaves(NEWS, FIRST);
        leaves(NEWS, SECOND);

        List<HubEvent> since = told.subList(toldBefore, told.size());
        assertThat(since.getFirst()).isEqualTo(new HubEvent.SubscriptionsChanged(APP, NEWS, 1));
        assertThat(since.subList(1, since.size()))
                .containsExactlyInAnyOrder(
                        new HubEvent.SubscriptionsChanged(APP, NEWS, 0),
                        new HubEvent.ChannelVacated(APP, NEWS));
    }

    @Test
    void leaving_where_nobody_is_does_no_harm() {
        leaves(NEWS, FIRST);
        leaves(ROOM, FIRST, "alice");

        assertThat(told).isEmpty();
        assertThat(published(ROOM)).isEmpty();
    }

    @Test
    void leaving_without_having_joined_does_no_harm_to_those_who_have() {
        joins(NEWS, FIRST);
        joins(ROOM, FIRST, "alice");
        int toldBefore = told.size();

        leaves(NEWS, SECOND);
        leaves(ROOM, SECOND, "alice");

        assertThat(state(NEWS).subscriptions()).isEqualTo(1);
        assertThat(state(ROOM)).isEqualTo(new ChannelState(1, 1, null));
        assertThat(told).hasSize(toldBefore);
        assertThat(published(ROOM)).hasSize(1);
    }

    @Test
    void leaving_twice_is_leaving_once() {
        joins(ROOM, FIRST, "alice");
        joins(ROOM, SECOND, "bob");

        leaves(ROOM, FIRST, "alice");
        leaves(ROOM, FIRST, "alice");

        assertThat(state(ROOM)).isEqualTo(new ChannelState(1, 1, null));
        assertThat(published(ROOM)).hasSize(3);
    }

    // Keeping

    @Test
    void what_is_kept_is_published_as_it_was_given_with_a_serial() {
        Envelope.Delivery event = event(PRICE, "42", SECOND);

        answer(ledger.keep(event, "42", TTL));

        Envelope.Delivery published = deliveries.next();
        assertThat(published.appId()).isEqualTo(APP);
        assertThat(published.channel()).isEqualTo(PRICE);
        assertThat(published.frame().wire()).isEqualTo(event.frame().wire());
        assertThat(published.except()).isEqualTo(SECOND);
        assertThat(published.serial()).isPositive();
    }

    @Test
    void a_newcomer_is_told_the_kept_event_and_hears_of_the_next_one() {
        keeps(PRICE, "42");

        Joined joined = joins(PRICE, FIRST);
        keeps(PRICE, "43");

        assertThat(textOf(joined.cached())).isEqualTo("42");
        assertThat(deliveries.next().serial()).isLessThanOrEqualTo(joined.serial());
        assertThat(deliveries.next().serial()).isGreaterThan(joined.serial());
    }

    @Test
    void a_newcomer_is_told_when_nothing_is_kept() {
        assertThat(joins(PRICE, FIRST).cached()).isNull();
    }

    @Test
    void the_last_of_several_events_is_the_kept_one() {
        keeps(PRICE, "42");
        keeps(PRICE, "43");

        assertThat(textOf(state(PRICE).cached())).isEqualTo("43");
    }

    @Test
    void a_kept_event_outlives_those_who_heard_it() {
        joins(PRICE, FIRST);
        keeps(PRICE, "42");
        leaves(PRICE, FIRST);

        assertThat(textOf(joins(PRICE, SECOND).cached())).isEqualTo("42");
    }

    @Test
    void a_kept_event_shows_how_much_longer_it_is_kept() {
        keeps(PRICE, "42");

        clock.passes(Duration.ofMinutes(10));

        CachedEvent cached = state(PRICE).cached();
        assertThat(cached).isNotNull();
        assertThat(cached.data()).isEqualTo("42");
        // Where time is that of a server, a little of it passes.
        assertThat(cached.ttl())
                .isBetween(Duration.ofMinutes(20).minusSeconds(10), Duration.ofMinutes(20));
    }

    @Test
    void a_kept_event_is_gone_when_its_time_is_over() {
        joins(PRICE, FIRST);
        keeps(PRICE, "42");

        clock.passes(TTL);

        assertThat(state(PRICE)).isEqualTo(new ChannelState(1, 0, null));
        assertThat(joins(PRICE, SECOND).cached()).isNull();
    }

    @Test
    void a_newer_event_starts_the_time_anew() {
        keeps(PRICE, "42");
        clock.passes(TTL.minusSeconds(1));
        keeps(PRICE, "43");
        clock.passes(TTL.minusSeconds(1));

        assertThat(textOf(state(PRICE).cached())).isEqualTo("43");
    }

    @Test
    void forgetting_what_has_expired_forgets_nothing_else() {
        keeps(PRICE, "42");
        keeps(new ChannelName("cache-other"), "43");
        joins(ROOM, FIRST, "alice");
        clock.passes(TTL.minusSeconds(1));
        keeps(PRICE, "44");
        clock.passes(Duration.ofSeconds(1));

        ledger.purge();

        assertThat(textOf(state(PRICE).cached())).isEqualTo("44");
        assertThat(state(new ChannelName("cache-other")).cached()).isNull();
        assertThat(state(ROOM)).isEqualTo(new ChannelState(1, 1, null));
    }

    // Asking

    @Test
    void a_channel_that_nobody_is_on_can_be_asked_about() {
        assertThat(state(NEWS)).isEqualTo(new ChannelState(0, 0, null));
        assertThat(answer(ledger.users(APP, ROOM))).isEmpty();
    }

    @Test
    void a_presence_channel_counts_connections_and_users_apart() {
        joins(ROOM, FIRST, "alice");
        joins(ROOM, SECOND, "alice");
        joins(ROOM, THIRD, "bob");

        assertThat(state(ROOM)).isEqualTo(new ChannelState(3, 2, null));
        assertThat(answer(ledger.users(APP, ROOM))).containsExactlyInAnyOrder("alice", "bob");
    }

    @Test
    void occupied_channels_are_listed_by_the_start_of_their_names() {
        joins(NEWS, FIRST);
        joins(new ChannelName("news-local"), FIRST);
        joins(ROOM, FIRST, "alice");
        joins(new ChannelName("News"), FIRST);
        joins(new ChannelName("left"), FIRST);
        leaves(new ChannelName("left"), FIRST);
        keeps(PRICE, "42");

        assertThat(answer(ledger.channels(APP, "news")))
                .containsOnlyKeys(NEWS, new ChannelName("news-local"))
                .containsEntry(NEWS, new ChannelState(1, 0, null));
        assertThat(answer(ledger.channels(APP, "")))
                .containsOnlyKeys(
                        NEWS, new ChannelName("news-local"), ROOM, new ChannelName("News"));
        assertThat(answer(ledger.channels(APP, "new."))).isEmpty();
    }

    @Test
    void apps_share_nothing() {
        joins(ROOM, FIRST, "alice");
        keeps(PRICE, "42");
        answer(ledger.connect(APP, 0));
        answer(ledger.signIn(APP, "alice", FIRST));

        Member bob = member("bob");
        JoinAnswer joined = answer(ledger.join(OTHER_APP, ROOM, SECOND, bob, 1));

        assertThat(joined)
                .isInstanceOfSatisfying(
                        Joined.class, other -> assertThat(other.members()).containsExactly(bob));
        assertThat(answer(ledger.channel(OTHER_APP, PRICE)).cached()).isNull();
        assertThat(answer(ledger.channels(OTHER_APP, ""))).containsOnlyKeys(ROOM);
        assertThat(answer(ledger.connections(OTHER_APP))).isZero();
        assertThat(answer(ledger.online(OTHER_APP, List.of("alice")))).isEmpty();
    }

    // Connections

    @Test
    void connections_are_counted_up_to_the_limit() {
        assertThat(answer(ledger.connect(APP, 2))).isTrue();
        assertThat(answer(ledger.connect(APP, 2))).isTrue();
        assertThat(answer(ledger.connect(APP, 2))).isFalse();
        assertThat(answer(ledger.connections(APP))).isEqualTo(2);
    }

    @Test
    void a_connection_that_ends_makes_room() {
        answer(ledger.connect(APP, 1));

        ledger.disconnect(APP);

        assertThat(answer(ledger.connect(APP, 1))).isTrue();
        assertThat(answer(ledger.connections(APP))).isEqualTo(1);
    }

    @Test
    void zero_allows_any_number_of_connections() {
        for (int i = 0; i < ROOMY; i++) {
            assertThat(answer(ledger.connect(APP, 0))).isTrue();
        }
        assertThat(answer(ledger.connections(APP))).isEqualTo(ROOMY);
    }

    @Test
    void many_threads_get_exactly_as_many_connections_as_there_are() {
        AtomicInteger granted = new AtomicInteger();

        ManyThreads.run(
                8,
                thread -> {
                    for (int round = 0; round < ROOMY; round++) {
                        granted.addAndGet(answer(ledger.connect(APP, ROOMY)) ? 1 : 0);
                        assertThat(answer(ledger.connections(APP))).isLessThanOrEqualTo(ROOMY);
                    }
                });

        assertThat(granted).hasValue(ROOMY);
        assertThat(answer(ledger.connections(APP))).isEqualTo(ROOMY);
    }

    @Test
    void a_connection_that_is_refused_costs_nobody_else_the_last_place() {
        answer(ledger.connect(APP, 1));

        ManyThreads.run(
                2,
                thread -> {
                    for (int round = 0; round < 10_000; round++) {
                        if (thread == 0) {
                            assertThat(answer(ledger.connect(APP, 1))).isFalse();
                        } else {
                            assertThat(answer(ledger.connect(APP, 2))).isTrue();
                            ledger.disconnect(APP);
                        }
                    }
                });

        assertThat(answer(ledger.connections(APP))).isEqualTo(1);
    }

    // Users

    @Test
    void a_user_comes_online_with_the_first_connection_only() {
        assertThat(answer(ledger.signIn(APP, "alice", FIRST))).isTrue();
        assertThat(answer(ledger.signIn(APP, "alice", SECOND))).isFalse();
        assertThat(answer(ledger.online(APP, List.of("alice", "bob")))).containsExactly("alice");
    }

    @Test
    void only_the_last_connection_that_signs_out_is_the_last() {
        answer(ledger.signIn(APP, "alice", FIRST));
        answer(ledger.signIn(APP, "alice", SECOND));

        assertThat(answer(ledger.signOut(APP, "alice", THIRD))).isFalse();
        assertThat(answer(ledger.signOut(APP, "alice", FIRST))).isFalse();
        assertThat(answer(ledger.signOut(APP, "alice", SECOND))).isTrue();
        assertThat(answer(ledger.signOut(APP, "alice", SECOND))).isFalse();
    }

    @Test
    void a_user_who_comes_back_before_it_is_settled_was_never_gone() {
        answer(ledger.signIn(APP, "alice", FIRST));
        answer(ledger.signOut(APP, "alice", FIRST));
        assertThat(answer(ledger.signIn(APP, "alice", SECOND))).isFalse();

        assertThat(answer(ledger.confirmOffline(APP, "alice"))).isFalse();
        assertThat(answer(ledger.online(APP, List.of("alice")))).containsExactly("alice");
    }

    @Test
    void once_settled_a_user_is_offline_and_can_come_online_again() {
        answer(ledger.signIn(APP, "alice", FIRST));
        answer(ledger.signOut(APP, "alice", FIRST));

        assertThat(answer(ledger.confirmOffline(APP, "alice"))).isTrue();
        assertThat(answer(ledger.confirmOffline(APP, "alice"))).isFalse();
        assertThat(answer(ledger.online(APP, List.of("alice")))).isEmpty();
        assertThat(answer(ledger.signIn(APP, "alice", SECOND))).isTrue();
    }

    // Many threads

    @Test
    void who_follows_the_deliveries_of_many_threads_ends_up_with_the_truth() {
        ChannelName room = new ChannelName("presence-cache-room");
        follows(APP, room);
        LedgerStorm storm = new LedgerStorm(ledger, APP, room);

        storm.rages();

        ChannelState state = state(room);
        assertThat(state.subscriptions()).isEqualTo(storm.remaining());
        storm.isContainedIn(published(room), answer(ledger.users(APP, room)));
    }

    @Test
    void what_the_listener_is_told_by_many_threads_is_in_order_too() {
        ChannelName room = new ChannelName("presence-cache-room");
        follows(APP, room);
        LedgerStorm storm = new LedgerStorm(ledger, APP, room);

        storm.rages();

        int count = 0;
        for (HubEvent event : told) {
            if (event instanceof HubEvent.SubscriptionsChanged changed) {
                assertThat(Math.abs(changed.count() - count)).isEqualTo(1);
                count = changed.count();
            }
        }
        assertThat(count).isEqualTo(state(room).subscriptions());
    }

    private Joined joins(ChannelName channel, SocketId socket) {
        return enters(channel, socket, null);
    }

    private Joined joins(ChannelName channel, SocketId socket, String userId) {
        return enters(channel, socket, member(userId));
    }

    private Joined joins(ChannelName channel, SocketId socket, Member member) {
        return enters(channel, socket, member);
    }

    private Joined enters(ChannelName channel, SocketId socket, @Nullable Member member) {
        JoinAnswer answer = answer(ledger.join(APP, channel, socket, member, ROOMY));
        if (answer instanceof Joined joined) {
            return joined;
        }
        throw new AssertionError("not joined: " + answer);
    }

    private Joined rejoins(ChannelName channel, SocketId socket, @Nullable Member member) {
        return answer(ledger.rejoin(APP, channel, socket, member));
    }

    private void leaves(ChannelName channel, SocketId socket) {
        answer(ledger.leave(APP, channel, socket, null));
    }

    private void leaves(ChannelName channel, SocketId socket, String userId) {
        answer(ledger.leave(APP, channel, socket, userId));
    }

    private void keeps(ChannelName channel, String data) {
        answer(ledger.keep(event(channel, data, null), data, TTL));
    }

    private ChannelState state(ChannelName channel) {
        return answer(ledger.channel(APP, channel));
    }

    /** All changes of a channel that were published so far; a last one is the fence behind them. */
    private List<Envelope.Delivery> published(ChannelName channel) {
        Envelope.Delivery fence = event(channel, "fence", null);
        answer(ledger.keep(fence, "", TTL));
        return deliveries.until(delivery -> delivery.frame().text().equals(fence.frame().text()));
    }

    private static Envelope.Delivery event(
            ChannelName channel, String data, @Nullable SocketId except) {
        ServerMessage message = new ServerMessage.ChannelEvent("changed", channel, data);
        return new Envelope.Delivery(APP, channel, message.frame(), except, 0);
    }

    private static @Nullable String textOf(@Nullable CachedEvent cached) {
        return cached == null
                ? null
                : SeenMessage.of(cached.frame().text()).rawData().stringValue();
    }

    private static Member member(String userId) {
        return new Member(userId, "{}");
    }

    private static <T extends @Nullable Object> T answer(CompletableFuture<T> future) {
        return future.orTimeout(10, TimeUnit.SECONDS).join();
    }
}

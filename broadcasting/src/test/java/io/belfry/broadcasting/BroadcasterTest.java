package io.belfry.broadcasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.LocalDriver;
import io.belfry.broadcasting.driver.NullDriver;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.driver.PusherDriver;
import io.belfry.broadcasting.driver.PusherSettings;
import io.belfry.broadcasting.encryption.MasterKey;
import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.EncryptedPrivateChannel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.event.PublicChannel;
import io.belfry.broadcasting.event.VisibleTo;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.broadcasting.rule.Decision;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.SocketId;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.GivenLog;
import io.belfry.testkit.HubClient;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.core.JacksonException;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** Broadcasting to a real hub, over HTTP and inside one JVM. */
class BroadcasterTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    /** The ways to a hub. */
    enum Way {
        HTTP {
            @Override
            Driver driver() {
                URI server = URI.create("http://127.0.0.1:" + given.port());
                return new PusherDriver(PusherSettings.of(server, given.app().id(), given.key()));
            }
        },
        JVM {
            @Override
            Driver driver() {
                return new LocalDriver(event -> given.hub().publish(given.app().id(), event));
            }
        };

        abstract Driver driver();
    }

    record OrderShipped(long order, @Nullable String carrier) implements BroadcastEvent {
        @Override
        public List<Channel> channels() {
            return List.of(new PrivateChannel("orders." + order));
        }
    }

    @BroadcastName("order.paid")
    record OrderPaid(long order, boolean isTest) implements BroadcastEvent {
        @Override
        public List<Channel> channels() {
            return List.of(new PrivateChannel("orders." + order), new PublicChannel("sales"));
        }

        @Override
        public Object broadcastWith() {
            return Map.of("number", order);
        }

        @Override
        public boolean broadcastWhen() {
            return !isTest;
        }
    }

    private static Broadcaster over(Driver driver) {
        return given.keeping(Broadcaster.builder().connection("main", driver).build());
    }

    // check 132
    @ParameterizedTest
    @EnumSource
    void a_record_with_nothing_but_channels_carries_its_components_and_its_class_names_it(Way way) {
        HubClient client = given.client().subscribes("private-orders.7");

        over(way.driver()).broadcast(new OrderShipped(7, "DHL")).send();

        var seen = client.sees("io\\belfry\\broadcasting\\BroadcasterTest\\OrderShipped");
        assertThat(seen.data().toString()).isEqualTo("{\"order\":7,\"carrier\":\"DHL\"}");
        client.seesNothingMore();
    }

    // check 133
    @ParameterizedTest
    @EnumSource
    void a_name_and_a_payload_that_are_given_are_taken_as_they_are(Way way) {
        HubClient client = given.client().subscribes("private-orders.7").subscribes("sales");

        over(way.driver()).broadcast(new OrderPaid(7, false)).send();

        var first = client.sees("order.paid", "private-orders.7");
        assertThat(first.data().toString()).isEqualTo("{\"number\":7}");
        client.sees("order.paid", "sales");
        client.seesNothingMore();
    }

    // check 134
    @ParameterizedTest
    @EnumSource
    void the_connection_of_the_current_request_is_left_out(Way way) {
        HubClient own = given.client().subscribes("private-orders.7");
        HubClient other = given.client().subscribes("private-orders.7");
        AtomicReference<@Nullable SocketId> current = new AtomicReference<>(own.socketId());
        Broadcaster broadcaster =
                given.keeping(
                        Broadcaster.builder()
                                .connection("main", way.driver())
                                .currentSocket(current::get)
                                .build());

        broadcaster.broadcast(new OrderShipped(7, "DHL")).toOthers().send();
        current.set(null);
        broadcaster.broadcast(new OrderShipped(7, "UPS")).toOthers().send();

        String name = "io\\belfry\\broadcasting\\BroadcasterTest\\OrderShipped";
        var heard = other.sees(name);
        assertThat(heard.data().toString()).isEqualTo("{\"order\":7,\"carrier\":\"DHL\"}");
        assertThat(other.sees(name).data().path("carrier").stringValue()).isEqualTo("UPS");
        assertThat(own.sees(name).data().path("carrier").stringValue()).isEqualTo("UPS");
    }

    // check 146
    @Test
    void an_event_without_a_class_is_anonymous_unless_it_is_named() {
        HubClient client = given.client().subscribes("news");
        Broadcaster broadcaster = over(Way.HTTP.driver());

        broadcaster.on(new PublicChannel("news")).now().send();
        broadcaster.on(new PublicChannel("news")).as("tick").with(Map.of("n", 1)).now().send();

        assertThat(client.sees("AnonymousEvent").data().toString()).isEqualTo("[]");
        assertThat(client.sees("tick").data().toString()).isEqualTo("{\"n\":1}");
    }

    /** Keeps what is sent. */
    private static final class Kept implements Driver {
        private final List<Publication> sent = new ArrayList<>();

        @Override
        public void send(Publication publication) {
            sent.add(publication);
        }

        @Override
        public int maxDataBytes() {
            return 100;
        }
    }

    // check 138
    @Test
    void an_event_on_250_channels_is_sent_three_times() {
        Kept kept = new Kept();
        Channel[] channels =
                IntStream.range(0, 250)
                        .mapToObj(i -> new PrivateChannel("c." + i))
                        .toArray(Channel[]::new);

        over(kept).on(channels).now().send();

        assertThat(kept.sent)
                .extracting(publication -> publication.channels().size())
                .containsExactly(100, 100, 50);
    }

    @Test
    void a_broadcast_with_a_key_that_is_sent_again_is_told_once() {
        HubClient client = given.client().subscribes("news");
        Broadcaster broadcaster = over(Way.HTTP.driver());

        for (int time = 0; time < 2; time++) {
            broadcaster.on(new PublicChannel("news")).as("tick").key("t-1").now().send();
        }
        broadcaster.on(new PublicChannel("news")).as("tock").key("t-2").now().send();

        client.sees("tick");
        client.sees("tock");
        client.seesNothingMore();
    }

    @Test
    void the_parts_of_a_broadcast_with_a_key_have_keys_that_are_the_same_again() {
        Kept kept = new Kept();
        Channel[] channels =
                IntStream.range(0, 150)
                        .mapToObj(i -> new PrivateChannel("c." + i))
                        .toArray(Channel[]::new);

        over(kept).on(channels).key("k").now().send();

        assertThat(kept.sent).extracting(Publication::key).containsExactly("k", "k.1");
    }

    @Test
    void a_key_that_a_hub_would_refuse_is_refused_at_once() {
        PendingBroadcast pending = over(new Kept()).on(new PublicChannel("news"));
        for (String none : List.of("", "a b", "k".repeat(57))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> pending.key(none))
                    .withMessageContaining("1 to 56 characters");
        }
    }

    // check 135
    @Test
    void an_event_that_has_no_channels_or_whose_condition_fails_goes_nowhere() {
        Kept kept = new Kept();
        Broadcaster broadcaster = over(kept);

        broadcaster.on().now().send();
        broadcaster.broadcast(new OrderPaid(7, true)).now().send();
        broadcaster.broadcastIf(false, new OrderPaid(7, false));
        broadcaster.broadcastUnless(true, new OrderPaid(7, false));
        assertThat(kept.sent).isEmpty();

        broadcaster.broadcast(new OrderPaid(7, false)).now().send();
        assertThat(kept.sent).hasSize(1);
    }

    @Test
    void a_payload_that_the_server_would_not_take_is_refused_before_it_is_sent() {
        Kept kept = new Kept();
        Broadcaster broadcaster = over(kept);

        assertThatExceptionOfType(PayloadTooLarge.class)
                .isThrownBy(() -> broadcaster.broadcast(new OrderShipped(7, "ä".repeat(50))).send())
                .withMessage(
                        "the payload of io\\belfry\\broadcasting\\BroadcasterTest\\OrderShipped has"
                                + " 124 bytes, connection main takes at most 100");
        broadcaster.broadcast(new OrderShipped(7, "ä".repeat(38))).now().send();
        assertThat(kept.sent).hasSize(1);
    }

    // check 137
    @Test
    void what_is_rolled_back_is_never_told() {
        Kept kept = new Kept();
        List<Runnable> committed = new ArrayList<>();
        try (Broadcaster broadcaster =
                Broadcaster.builder()
                        .connection("main", kept)
                        .transactions(committed::add)
                        .build()) {
            broadcaster.broadcast(new OrderShipped(7, "DHL")).send();
            assertThat(committed).hasSize(1);
        }
        assertThat(kept.sent).isEmpty();
    }

    @Test
    void what_is_encrypted_is_sealed_for_each_channel_and_needs_a_key() {
        Kept kept = new Kept();
        Channel vault = new EncryptedPrivateChannel("vault");
        assertThatIllegalStateException()
                .isThrownBy(() -> over(kept).on(vault).now().send())
                .withMessageContaining("private-encrypted-vault");

        MasterKey key = MasterKey.ofBase64(Base64.getEncoder().encodeToString(new byte[32]));
        try (Broadcaster broadcaster =
                Broadcaster.builder().connection("main", kept).masterKey(key).build()) {
            broadcaster.on(vault, new PublicChannel("news")).with(Map.of("a", 1)).now().send();
        }
        assertThat(kept.sent).hasSize(2);
        assertThat(kept.sent.getFirst().channels()).hasToString("[private-encrypted-vault]");
        assertThat(kept.sent.getFirst().data()).contains("nonce", "ciphertext");
        assertThat(kept.sent.getLast().data()).isEqualTo("{\"a\":1}");
    }

    @Test
    void an_event_goes_over_the_connections_that_it_names() {
        Kept one = new Kept();
        Kept two = new Kept();
        try (Broadcaster broadcaster =
                Broadcaster.builder()
                        .connection("one", one)
                        .connection("two", two)
                        .connection("none", new NullDriver())
                        .defaultConnection("two")
                        .build()) {
            broadcaster.broadcast(new OrderShipped(7, "DHL")).now().send();
            assertThat(one.sent).isEmpty();
            assertThat(two.sent).hasSize(1);

            broadcaster.broadcast(new OrderShipped(7, "DHL")).via("one", "none").now().send();
            assertThat(one.sent).hasSize(1);
            assertThat(two.sent).hasSize(1);

            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> broadcaster.broadcast(new OrderShipped(7, "")).via("x").send())
                    .withMessageStartingWith("there is no connection x; there are ");
        }
    }

    /** A payload that Jackson cannot write. */
    static final class Endless {
        public Endless getSelf() {
            return this;
        }
    }

    // checks 135, 136
    @Test
    void a_failure_is_for_the_caller_unless_it_is_to_be_rescued() {
        Driver away =
                publication -> {
                    throw BroadcastFailed.forNow("the hub is away", null);
                };
        Broadcaster broadcaster = over(away);

        assertThatExceptionOfType(BroadcastFailed.class)
                .isThrownBy(() -> broadcaster.broadcast(new OrderShipped(7, "DHL")).now().send());
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(
                        () -> broadcaster.on(new PublicChannel("a")).with(new Endless()).send());
        try (GivenLog log = GivenLog.of(PendingBroadcast.class)) {
            broadcaster.broadcast(new OrderShipped(7, "DHL")).now().rescue().send();
            assertThat(log.lines())
                    .containsExactly(
                            "ERROR Broadcasting "
                                    + OrderShipped.class.getName()
                                    + " failed: the hub is away");
        }
    }

    record Reply(String message, @VisibleTo("agent") @Nullable String note) {}

    @BroadcastName("ticket.reply.created")
    record TicketReplied(int ticket, Reply reply) implements BroadcastEvent {
        @Override
        public List<Channel> channels() {
            return List.of(new PrivateChannel("tickets." + ticket), new PrivateChannel("user.1"));
        }
    }

    @VisibleTo("agent")
    @BroadcastName("ticket.reply.created")
    record InternalNote(List<Channel> channels, String text) implements BroadcastEvent {}

    private static final ChannelRules TICKETS =
            ChannelRules.builder()
                    .channel(
                            "tickets.{ticket}",
                            List.of("customer", "agent"),
                            (user, at) -> Decision.audience("customer"))
                    .build();

    @Test
    void each_audience_hears_what_it_may_see_and_nobody_hears_it_twice() {
        HubClient customer =
                given.client().subscribes("private-tickets.5").subscribes("private-user.1");
        HubClient agent = given.client().subscribes("private-tickets.5@agent");
        Broadcaster broadcaster =
                given.keeping(
                        Broadcaster.builder()
                                .connection("main", Way.HTTP.driver())
                                .rules(TICKETS)
                                .build());

        broadcaster.broadcast(new TicketReplied(5, new Reply("hello", "rude"))).now().send();
        Channel ticket = new PrivateChannel("tickets.5");
        broadcaster.broadcast(new InternalNote(List.of(ticket), "call her")).now().send();

        var seen = customer.sees("ticket.reply.created", "private-tickets.5");
        assertThat(seen.data().toString())
                .isEqualTo("{\"ticket\":5,\"reply\":{\"message\":\"hello\"}}");
        seen = customer.sees("ticket.reply.created", "private-user.1");
        assertThat(seen.data().toString()).doesNotContain("rude");
        customer.seesNothingMore();
        seen = agent.sees("ticket.reply.created", "private-tickets.5@agent");
        assertThat(seen.data().toString())
                .isEqualTo("{\"ticket\":5,\"reply\":{\"message\":\"hello\",\"note\":\"rude\"}}");
        assertThat(agent.sees("ticket.reply.created").data().toString())
                .isEqualTo("{\"text\":\"call her\"}");
        agent.seesNothingMore();
    }

    @Test
    void what_only_some_may_hear_is_sent_to_no_channel_that_knows_nobody_of_them() {
        Kept kept = new Kept();
        Broadcaster knowing =
                given.keeping(
                        Broadcaster.builder().connection("main", kept).rules(TICKETS).build());
        Channel user = new PrivateChannel("user.1");
        for (Broadcaster broadcaster : List.of(knowing, over(kept))) {
            assertThatIllegalStateException()
                    .isThrownBy(() ->
                            broadcaster
                                    .broadcast(new InternalNote(List.of(user), "call her"))
                                    .now()
                                    .send())
                    .withMessage(
                            InternalNote.class.getName()
                                    + " is for [agent] only, of whom private-user.1 knows nothing");
        }
        assertThat(kept.sent).isEmpty();
    }

    @Test
    void events_that_come_too_often_are_left_out_and_listeners_hear_of_it() {
        Kept kept = new Kept();
        List<String> heard = new ArrayList<>();
        BroadcastListener listener =
                new BroadcastListener() {
                    @Override
                    public void accepted(Accepted broadcast) {
                        heard.add(broadcast.actor() + " told " + broadcast.event());
                    }

                    @Override
                    public void throttled(BroadcastEvent event) {
                        heard.add("throttled " + event);
                        throw new IllegalStateException("a listener that fails");
                    }

                    @Override
                    public void delivered(String connection, Publication publication) {
                        heard.add(connection + " took " + publication.data());
                    }

                    @Override
                    public void failed(
                            String connection, Publication publication, RuntimeException e) {
                        heard.add(connection + " failed: " + e.getMessage());
                    }
                };
        Driver away =
                publication -> {
                    throw BroadcastFailed.forGood("401", null);
                };
        Broadcaster broadcaster =
                given.keeping(
                        Broadcaster.builder()
                                .connection("main", kept)
                                .connection("away", away)
                                .listener(listener)
                                .actor(() -> "Ada")
                                .throttle(OrderShipped.class, 1, Duration.ofHours(1))
                                .build());

        broadcaster.broadcast(new OrderShipped(7, "DHL")).now().send();
        broadcaster.broadcast(new OrderShipped(8, "DHL")).now().send();
        broadcaster.on(new PublicChannel("news")).via("away").now().rescue().send();

        assertThat(heard)
                .containsExactly(
                        "main took {\"order\":7,\"carrier\":\"DHL\"}",
                        "Ada told OrderShipped[order=7, carrier=DHL]",
                        "throttled OrderShipped[order=8, carrier=DHL]",
                        "away failed: 401");
        assertThat(kept.sent).hasSize(1);
    }

    @Test
    void the_audit_log_says_who_told_what_to_whom_and_payloads_only_if_asked() {
        try (GivenLog log = GivenLog.of(AuditLog.class)) {
            Broadcaster broadcaster =
                    given.keeping(
                            Broadcaster.builder()
                                    .connection("main", new NullDriver())
                                    .listener(new AuditLog(false))
                                    .actor(() -> "Ada")
                                    .build());
            broadcaster.broadcast(new OrderShipped(7, "secret")).now().send();

            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().getFirst()).contains("outcome=delivered", "connection=main");
            assertThat(log.lines().getLast())
                    .contains(
                            "outcome=accepted",
                            "channels=[private-orders.7]",
                            "bytes=30",
                            "actor=Ada")
                    .doesNotContain("secret");
            new AuditLog(true)
                    .accepted(
                            new BroadcastListener.Accepted(
                                    new OrderShipped(7, "x"),
                                    "n",
                                    null,
                                    List.of("main"),
                                    List.of(
                                            Publication.of(
                                                    "n",
                                                    "{}",
                                                    List.of(new ChannelName("news")),
                                                    null)),
                                    Instant.EPOCH));
            assertThat(log.lines().getLast()).contains("data={}");
        }
    }
}

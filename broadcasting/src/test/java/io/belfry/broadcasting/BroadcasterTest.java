package io.belfry.broadcasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.encryption.MasterKey;
import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.EncryptedPrivateChannel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.event.PublicChannel;
import io.belfry.protocol.SocketId;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** Broadcasting to a real hub, over HTTP and inside one JVM. */
class BroadcasterTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

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

        over(way.to(given)).broadcast(new OrderShipped(7, "DHL")).send();

        var seen = client.sees("io\\belfry\\broadcasting\\OrderShipped");
        assertThat(seen.data().toString()).isEqualTo("{\"order\":7,\"carrier\":\"DHL\"}");
        client.seesNothingMore();
    }

    // check 133
    @ParameterizedTest
    @EnumSource
    void a_name_and_a_payload_that_are_given_are_taken_as_they_are(Way way) {
        HubClient client = given.client().subscribes("private-orders.7").subscribes("sales");

        over(way.to(given)).broadcast(new OrderPaid(7, false)).send();

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
                                .connection("main", way.to(given))
                                .currentSocket(current::get)
                                .build());

        broadcaster.broadcast(new OrderShipped(7, "DHL")).toOthers().send();
        current.set(null);
        broadcaster.broadcast(new OrderShipped(7, "UPS")).toOthers().send();

        String name = "io\\belfry\\broadcasting\\OrderShipped";
        var heard = other.sees(name);
        assertThat(heard.data().toString()).isEqualTo("{\"order\":7,\"carrier\":\"DHL\"}");
        assertThat(other.sees(name).data().path("carrier").stringValue()).isEqualTo("UPS");
        assertThat(own.sees(name).data().path("carrier").stringValue()).isEqualTo("UPS");
    }

    // check 146
    @Test
    void an_event_without_a_class_is_anonymous_unless_it_is_named() {
        HubClient client = given.client().subscribes("news");
        Broadcaster broadcaster = over(Way.HTTP.to(given));

        broadcaster.on(new PublicChannel("news")).now().send();
        broadcaster.on(new PublicChannel("news")).as("tick").with(Map.of("n", 1)).now().send();

        assertThat(client.sees("AnonymousEvent").data().toString()).isEqualTo("[]");
        assertThat(client.sees("tick").data().toString()).isEqualTo("{\"n\":1}");
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
        Broadcaster broadcaster = over(Way.HTTP.to(given));

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
                        "the payload of io\\belfry\\broadcasting\\OrderShipped has"
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
}

package io.belfry.broadcasting.fake;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.protocol.SocketId;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.List;

class BroadcastFakeTest {
    private final BroadcastFake fake = new BroadcastFake();

    @BroadcastName("order.shipped")
    record OrderShipped(long order) implements BroadcastEvent {
        @Override
        public List<Channel> channels() {
            return List.of(new PrivateChannel("orders." + order), new PrivateChannel("office"));
        }
    }

    record OrderLost(long order) implements BroadcastEvent {
        @Override
        public List<Channel> channels() {
            return List.of(new PrivateChannel("office"));
        }
    }

    private static void fails(ThrowingCallable sentence, String message) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(sentence)
                .withMessage(message.replace("$", BroadcastFakeTest.class.getName() + "$"));
    }

    @Test
    void it_tells_what_was_broadcast_and_where() {
        fake.broadcaster().broadcast(new OrderShipped(7)).except(new SocketId("1.2")).send();
        fake.broadcaster().broadcast(new OrderShipped(8)).now().send();

        fake.assertBroadcast(OrderShipped.class).times(2);
        fake.assertBroadcast(OrderShipped.class)
                .on("private-orders.7")
                .on("private-office")
                .as("order.shipped")
                .withPayload("{\"order\": 7}")
                .withPayload("private-orders.7", "{\"order\": 7}")
                .matching(event -> event.order() == 7)
                .toOthers()
                .once();
        fake.assertNotBroadcast(OrderLost.class);
    }

    @Test
    void what_is_not_so_fails_and_says_what_there_is() {
        fake.assertNothingBroadcast();
        fails(
                () -> fake.assertBroadcast(OrderShipped.class),
                "$OrderShipped was not broadcast; there is nothing");

        fake.broadcaster().broadcast(new OrderShipped(7)).send();

        String there = "order.shipped on [private-orders.7, private-office]: {\"order\":7}";
        fails(
                () -> fake.assertBroadcast(OrderLost.class),
                "$OrderLost was not broadcast; there is " + there);
        fails(
                () -> fake.assertBroadcast(OrderShipped.class).on("private-orders.8"),
                "$OrderShipped was not broadcast on private-orders.8; there is " + there);
        fails(
                () -> fake.assertBroadcast(OrderShipped.class).withPayload("{\"order\":8}"),
                "$OrderShipped was not broadcast with {\"order\":8}; there is " + there);
        fails(
                () -> fake.assertBroadcast(OrderShipped.class).toOthers(),
                "$OrderShipped was not broadcast to others; there is " + there);
        fails(
                () -> fake.assertBroadcast(OrderShipped.class).times(2),
                "$OrderShipped was broadcast 1 times, not 2; there is " + there);
        fails(
                () -> fake.assertNotBroadcast(OrderShipped.class),
                "$OrderShipped was broadcast: " + there);
        fails(fake::assertNothingBroadcast, "something was broadcast: " + there);
        fake.forget();
        fake.assertNothingBroadcast();
    }
}

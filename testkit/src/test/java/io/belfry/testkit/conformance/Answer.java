package io.belfry.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.testkit.RawClient;
import io.belfry.testkit.SeenMessage;

/**
 * One thing that a hub answers. Hubs echo nothing; that a text arrived whole shows in the pong to a
 * ping of the Pusher protocol, that its characters did shows in the refusal that repeats a name,
 * and that it arrived as text at all in the complaint that it is none of the protocol's messages.
 */
sealed interface Answer {

    /** Waits for this answer; it must be the next thing that comes. */
    void isNextFor(RawClient client);

    /** The answer to {@link Messages#ping}. */
    record PusherPong() implements Answer {
        @Override
        public void isNextFor(RawClient client) {
            assertThat(SeenMessage.of(client.receivesText()).event()).isEqualTo("pusher:pong");
        }
    }

    /** The answer to a text that is no message of the protocol. */
    record Unreadable() implements Answer {
        @Override
        public void isNextFor(RawClient client) {
            SeenMessage error = SeenMessage.of(client.receivesText());
            assertThat(error.event()).isEqualTo("pusher:error");
            assertThat(error.data().path("code").asInt()).isEqualTo(4200);
        }
    }

    /** The refusal of a subscription, which repeats the name that was asked for. */
    record Echo(String name) implements Answer {
        @Override
        public void isNextFor(RawClient client) {
            SeenMessage refusal = SeenMessage.of(client.receivesText());
            assertThat(refusal.event()).isEqualTo("pusher:subscription_error");
            assertThat(refusal.channel()).isEqualTo(name);
            assertThat(SeenMessage.of(client.receivesText()).event()).isEqualTo("pusher:error");
        }
    }

    /** The answer to a ping of the WebSocket protocol. */
    record Pong(byte[] payload) implements Answer {
        @Override
        public void isNextFor(RawClient client) {
            client.receivesPong(payload);
        }
    }

    /** A close frame, and then the end of the connection. */
    record Closed(int code) implements Answer {
        @Override
        public void isNextFor(RawClient client) {
            client.closedWith(code);
            assertThat(client.ends().reset()).isFalse();
        }
    }
}

package io.belfry.bench.whole;

import io.belfry.load.server.Dialect;
import io.belfry.load.server.Wish;

import org.jspecify.annotations.Nullable;

/** Socket.IO 4 on a WebSocket, with an event to enter a room. Has no state. */
final class SocketIoDialect implements Dialect {
    @Override
    public String path() {
        return "/socket.io/?EIO=4&transport=websocket";
    }

    @Override
    public @Nullable String greeting() {
        return null;
    }

    @Override
    public Meaning hear(String text, Wish wish) {
        if (text.startsWith("0")) {
            return new Meaning.Answer("40");
        }
        if (text.startsWith("40")) {
            return new Meaning.Answer("42[\"subscribe\",\"" + wish.channel() + "\"]");
        }
        if (text.startsWith("42[\"subscribed\"")) {
            return new Meaning.Ready();
        }
        return text.equals("2") ? new Meaning.Answer("3") : new Meaning.Nothing();
    }
}

package io.belfry.bench.whole;

import io.belfry.load.server.Dialect;
import io.belfry.load.server.Wish;

import org.jspecify.annotations.Nullable;

/** STOMP 1.2 over WebSocket, as Spring's simple broker speaks it. Has no state. */
final class StompDialect implements Dialect {
    @Override
    public String path() {
        return "/stomp";
    }

    @Override
    public @Nullable String greeting() {
        return "CONNECT\naccept-version:1.2\nhost:localhost\n\n\0";
    }

    @Override
    public Meaning hear(String text, Wish wish) {
        if (text.startsWith("CONNECTED")) {
            return new Meaning.Answer(
                    "SUBSCRIBE\nid:0\ndestination:/topic/" + wish.channel() + "\nreceipt:r\n\n\0");
        }
        if (text.startsWith("RECEIPT")) {
            return new Meaning.Ready();
        }
        return text.startsWith("ERROR")
                ? new Meaning.Refused(text, Reason.OTHER)
                : new Meaning.Nothing();
    }
}

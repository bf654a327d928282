package io.belfry.load.run;

import io.belfry.load.scenario.ChannelUse;
import io.belfry.load.server.Wish;

/** What connections that only stand there are subscribed to. Has no state. */
final class Channels {
    private Channels() {}

    static Wish wish(ChannelUse use, String token, int index) {
        return switch (use) {
            case OWN -> Wish.channel("private-bench-" + token + "-" + index);
            case SHARED -> Wish.channel("bench-" + token + "-shared");
            case NONE -> Wish.NOTHING;
        };
    }
}

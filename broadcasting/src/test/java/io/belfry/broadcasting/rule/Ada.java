package io.belfry.broadcasting.rule;

import io.belfry.broadcasting.event.PrivateChannel;

/** Somebody whom rules are asked about. Immutable. */
final class Ada {
    static final Account ACCOUNT = new Account(5, "Ada");
    static final Users SIGNED_IN = Users.only(ChannelUser.of(5, ACCOUNT));

    private Ada() {}

    /** Users as an application has them. */
    record Account(long id, String name) {}

    /** What an account may have. */
    record Order(long id, long owner) {}

    static boolean mayJoin(ChannelRules rules, String channel) {
        return rules.decide(new PrivateChannel(channel), SIGNED_IN) instanceof Verdict.Granted;
    }

    /** Why she is kept out. */
    static String refusal(ChannelRules rules, String channel) {
        return rules.decide(new PrivateChannel(channel), SIGNED_IN)
                        instanceof Verdict.Refused(String reason)
                ? reason
                : "granted";
    }
}

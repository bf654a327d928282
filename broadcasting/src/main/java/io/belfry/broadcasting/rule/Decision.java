package io.belfry.broadcasting.rule;

import org.jspecify.annotations.Nullable;

/** What a rule says to somebody who asks for a channel. */
public sealed interface Decision {

    /**
     * Let in.
     *
     * @param info what the others see of the user on a presence channel, as Jackson writes it; null
     *     where nothing was said of it
     * @param audience among whom the user is, where a rule keeps some apart; else null
     */
    record Allowed(@Nullable Object info, @Nullable String audience) implements Decision {}

    /**
     * Kept out; no other rule is asked.
     *
     * @param reason for the log, never for the client
     */
    record Denied(String reason) implements Decision {}

    /** Left to the next rule whose pattern matches; when there is none it is a denial. */
    record Passed() implements Decision {}

    static Decision allow() {
        return new Allowed(null, null);
    }

    /**
     * Lets in, and shows the others this: a record, a map, or anything else that becomes a JSON
     * value. It is read by everybody on the channel.
     */
    static Decision member(Object info) {
        return new Allowed(info, null);
    }

    /**
     * Lets in among one of the audiences of the rule: to the channel that is theirs, and to no
     * other.
     */
    static Decision audience(String audience) {
        return new Allowed(null, audience);
    }

    /** The same on a presence channel, where the others of that audience are shown this. */
    static Decision audience(String audience, Object info) {
        return new Allowed(info, audience);
    }

    static Decision deny(String reason) {
        return new Denied(reason);
    }

    static Decision pass() {
        return new Passed();
    }

    static Decision allowIf(boolean condition) {
        return condition ? allow() : deny("the rule said no");
    }
}

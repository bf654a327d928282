package io.belfry.webpush;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What a push service has made of a message. */
public sealed interface PushResult {

    /** It is on its way, or waits for the device. */
    record Accepted() implements PushResult {}

    /** The subscription is no more: nothing will ever arrive there, and it is to be forgotten. */
    record Gone(int status) implements PushResult {}

    /**
     * Not now.
     *
     * @param reason for the log
     * @param after how long the service wants to be left alone; null when it does not say
     */
    record Later(String reason, @Nullable Duration after) implements PushResult {}

    /**
     * Never, though the subscription may be good.
     *
     * @param reason for the log
     */
    record Refused(String reason) implements PushResult {}
}

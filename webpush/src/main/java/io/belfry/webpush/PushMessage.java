package io.belfry.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A message to one browser.
 *
 * @param text what the service worker gets, usually JSON; at most {@value #MAX_BYTES} bytes
 * @param ttl how long a push service keeps it for a device that is off; zero for not at all, at
 *     most 28 days
 * @param urgency what it may cost
 * @param topic a later one with the same topic takes the place of one that still waits (RFC 8030,
 *     5.4): 1 to 32 characters out of A-Z a-z 0-9 - _; null for none
 */
public record PushMessage(String text, Duration ttl, Urgency urgency, @Nullable String topic) {

    /** Push services take 4,096 bytes (RFC 8291, 4), of which sealing needs some. */
    public static final int MAX_BYTES = Sealing.MAX_PLAIN_BYTES;

    private static final Duration LONGEST = Duration.ofDays(28);
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    /**
     * @throws IllegalArgumentException naming what is wrong
     */
    public PushMessage {
        int bytes = text.getBytes(UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a push message has at most %d bytes, not %d".formatted(MAX_BYTES, bytes));
        }
        if (ttl.isNegative() || ttl.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("ttl is " + ttl + ", must be 0 to " + LONGEST);
        }
        if (topic != null && !TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException(
                    "topic must be 1 to 32 characters out of A-Z a-z 0-9 - _");
        }
    }
}

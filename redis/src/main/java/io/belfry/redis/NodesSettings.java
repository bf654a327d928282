package io.belfry.redis;

import io.belfry.hub.settings.Bounds;
import io.belfry.hub.settings.Setting;

import java.time.Duration;

/** Whether a hub is one of several nodes, and how they share a Redis. Immutable. */
public record NodesSettings(
        @Setting(
                        value =
                                "Whether this hub is one of several nodes, which share over Redis"
                                        + " what they know and are one hub to their clients.",
                        env = "REVERB_SCALING_ENABLED")
                boolean enabled,
        @Setting(
                        value =
                                "What stands before everything that the nodes write on Redis;"
                                        + " another one for each deployment that shares a Redis."
                                        + " Without braces.",
                        env = "REVERB_SCALING_CHANNEL",
                        min = 1,
                        max = 100)
                String prefix,
        @Setting(
                        value =
                                "How long a node may be silent before the others take it for dead"
                                        + " and its members for gone.",
                        min = 2_000,
                        max = 300_000)
                Duration lease,
        @Setting(
                        value =
                                "How much for other nodes may wait while Redis is away; then the"
                                        + " oldest is dropped.",
                        unit = "bytes",
                        min = 0,
                        max = 1L << 30)
                long backlogBytes) {

    /**
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    public NodesSettings {
        Bounds.check(NodesSettings.class, "prefix", prefix);
        Bounds.check(NodesSettings.class, "lease", lease);
        Bounds.check(NodesSettings.class, "backlogBytes", backlogBytes);
        if (prefix.indexOf('{') >= 0 || prefix.indexOf('}') >= 0) {
            throw new IllegalArgumentException(
                    "prefix must be a text without braces, not '" + prefix + "'");
        }
    }

    /** What applies when nothing is said: one node. */
    public static NodesSettings defaults() {
        return new NodesSettings(false, "belfry:", Duration.ofSeconds(10), 16L << 20);
    }
}

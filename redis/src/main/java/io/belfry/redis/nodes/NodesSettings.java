package io.belfry.redis.nodes;

import io.belfry.hub.settings.Setting;

import java.time.Duration;

/** How the nodes of a deployment share a Redis. Immutable. */
public record NodesSettings(
        @Setting(
                        value =
                                "Whether this hub is one of several nodes that share what they know"
                                        + " over Redis.",
                        env = "REVERB_SCALING_ENABLED")
                boolean enabled,
        @Setting(
                        value =
                                "What stands before all keys and channels on Redis; other for each"
                                        + " deployment that shares one. No braces.")
                String prefix,
        @Setting(
                        value =
                                "How long a node may not be heard of before the others take out"
                                        + " what it had.",
                        min = 2,
                        max = 300)
                Duration lease,
        @Setting(value = "Bytes of events for other nodes that wait while Redis is away.", min = 0)
                long backlogBytes) {

    /**
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    public NodesSettings {
        if (prefix.indexOf('{') >= 0 || prefix.indexOf('}') >= 0) {
            throw new IllegalArgumentException("prefix must have no braces: " + prefix);
        }
    }

    /** What applies when nothing is said: one node. */
    public static NodesSettings defaults() {
        return new NodesSettings(false, "belfry:", Duration.ofSeconds(10), 16L << 20);
    }
}

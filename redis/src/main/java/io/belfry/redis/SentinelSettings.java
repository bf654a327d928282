package io.belfry.redis;

import io.belfry.hub.settings.Setting;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The sentinels that watch over the Redis of a hub. Immutable. */
public record SentinelSettings(
        @Setting("Sentinels, each as host:port. They say which Redis is the master.")
                List<String> servers,
        @Setting("What the sentinels call the master.") String master,
        @Setting("As whom sentinels are asked; counts only with a password.")
                @Nullable String username,
        @Setting(value = "What opens the sentinels, if they have a password.", secret = true)
                @Nullable String password) {

    /** Copies the list. */
    public SentinelSettings {
        servers = List.copyOf(servers);
    }

    /** What applies when nothing is said: no sentinels. */
    public static SentinelSettings defaults() {
        return new SentinelSettings(List.of(), "mymaster", null, null);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "SentinelSettings[" + master + " of " + servers + "]";
    }
}

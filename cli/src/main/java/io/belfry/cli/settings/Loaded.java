package io.belfry.cli.settings;

import io.belfry.cli.log.LogSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.redis.RedisSettings;

import java.util.List;

/**
 * Settings that fit together. Immutable.
 *
 * @param effective every single setting with its origin, in the order of the reference
 * @param notes what was passed over, one sentence each
 */
public record Loaded(
        HubSettings hub,
        LogSettings log,
        RedisSettings redis,
        List<Effective> effective,
        List<String> notes) {

    public Loaded {
        effective = List.copyOf(effective);
        notes = List.copyOf(notes);
    }

    /**
     * One setting as it applies.
     *
     * @param value as files write it; hidden when it is secret
     * @param origin for example {@code belfry.yml:3}, {@code BELFRY_SERVER_PORT} or {@code default}
     */
    public record Effective(String path, String value, String origin) {}
}

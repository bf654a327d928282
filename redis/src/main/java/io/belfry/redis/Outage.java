package io.belfry.redis;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once that Redis went and once that it is back, and once between if it is there but refuses.
 * Confined to the thread of its feed.
 */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(LaravelFeed.class);

    private final RedisServers redis;
    private final String pattern;
    private boolean away;
    private boolean refuses;

    Outage(RedisServers redis, String pattern) {
        this.redis = redis;
        this.pattern = pattern;
    }

    void began(String reason) {
        if (!away) {
            LOG.atWarn()
                    .addKeyValue("redis", redis)
                    .addKeyValue("reason", reason)
                    .log("Redis is away; the hub goes on without its events and tries again");
        }
        away = true;
    }

    void refused(String reason) {
        if (!refuses) {
            LOG.atError()
                    .addKeyValue("redis", redis)
                    .addKeyValue("reason", reason)
                    .log("Redis refuses; the hub goes on without its events and tries again");
        }
        refuses = true;
        away = true;
    }

    void over() {
        LOG.atInfo()
                .addKeyValue("redis", redis)
                .addKeyValue("channels", pattern)
                .log(away ? "Redis is back; subscribed again" : "subscribed to Redis");
        away = false;
        refuses = false;
    }
}

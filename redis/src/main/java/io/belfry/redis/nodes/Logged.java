package io.belfry.redis.nodes;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work in the background, of which nobody else would see that it failed. */
final class Logged {
    private static final Logger LOG = LoggerFactory.getLogger(RedisDeployment.class);

    private Logged() {}

    static void run(String failed, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn(failed, e);
        }
    }
}

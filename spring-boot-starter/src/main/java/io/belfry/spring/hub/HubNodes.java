package io.belfry.spring.hub;

import io.belfry.hub.publish.Deployment;
import io.belfry.protocol.RedisAddress;
import io.belfry.redis.NodesSettings;
import io.belfry.redis.RedisServers;
import io.belfry.redis.nodes.RedisDeployment;
import io.belfry.redis.nodes.RedisRefused;
import io.belfry.spring.BelfryProperties.NodesProperties;
import io.belfry.spring.start.StartRefused;

import org.springframework.util.ClassUtils;

/** Makes the hub in this application one with those of its other instances. */
final class HubNodes {
    private static final String NODES = "io.belfry.redis.nodes.RedisDeployment";

    private HubNodes() {}

    /** One node, unless a Redis is named. */
    static Deployment of(NodesProperties nodes) {
        String url = nodes.url();
        if (url == null) {
            return Deployment.ofOneNode();
        }
        if (!ClassUtils.isPresent(NODES, null)) {
            throw new StartRefused(
                    "belfry.hub.nodes.url",
                    "A Redis is named, and what the hub does over Redis is not in this application",
                    "Add io.belfry:belfry-redis.");
        }
        return OverRedis.of(url, nodes);
    }

    /** Apart, as it cannot be loaded without that. */
    private static final class OverRedis {
        static Deployment of(String url, NodesProperties nodes) {
            NodesSettings usual = NodesSettings.defaults();
            try {
                return RedisDeployment.open(
                        RedisServers.of(RedisAddress.of(url)),
                        new NodesSettings(
                                true, nodes.prefix(), nodes.lease(), usual.backlogBytes()));
            } catch (IllegalArgumentException | RedisRefused e) {
                StartRefused refused =
                        new StartRefused(
                                "belfry.hub.nodes",
                                String.valueOf(e.getMessage()),
                                "Change belfry.hub.nodes, or start the Redis that its url names.");
                refused.initCause(e);
                throw refused;
            }
        }
    }
}

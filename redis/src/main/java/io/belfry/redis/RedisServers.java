package io.belfry.redis;

import io.belfry.protocol.RedisAddress;

import java.util.List;
import java.util.stream.Collectors;

/** The servers that are one Redis for a hub. Their texts leave out users and passwords. */
public sealed interface RedisServers {

    /** Just one. */
    record One(RedisAddress address) implements RedisServers {
        @Override
        public String toString() {
            return address.toString();
        }
    }

    /**
     * A Redis Cluster. Every server is asked with the same user and password.
     *
     * @param some at least one of its servers, which know the others
     */
    record Cluster(List<RedisAddress> some) implements RedisServers {
        /**
         * @throws IllegalArgumentException when none is given, or a database other than 0
         */
        public Cluster {
            some = List.copyOf(some);
            if (some.isEmpty()) {
                throw new IllegalArgumentException("a cluster needs at least one server");
            }
            if (some.stream().anyMatch(each -> each.database() != 0)) {
                throw new IllegalArgumentException("a Redis Cluster has database 0 only");
            }
        }

        @Override
        public String toString() {
            return "the cluster of " + list(some);
        }
    }

    /**
     * The one that Redis Sentinel says is the master.
     *
     * @param master what the sentinels call it
     * @param sentinels at least one, and how they are asked
     * @param asked how the master is asked; where it is counts not
     */
    record Sentinels(String master, List<RedisAddress> sentinels, RedisAddress asked)
            implements RedisServers {
        /**
         * @throws IllegalArgumentException when there is no sentinel, or no name
         */
        public Sentinels {
            sentinels = List.copyOf(sentinels);
            if (sentinels.isEmpty()) {
                throw new IllegalArgumentException("there must be at least one sentinel");
            }
            if (master.isBlank()) {
                throw new IllegalArgumentException("the master must have a name");
            }
        }

        @Override
        public String toString() {
            return "master " + master + " of " + list(sentinels);
        }
    }

    /** Just this one. */
    static RedisServers of(RedisAddress address) {
        return new One(address);
    }

    private static String list(List<RedisAddress> servers) {
        return servers.stream().map(RedisAddress::toString).collect(Collectors.joining(", "));
    }
}

package io.belfry.redis.nodes;

import io.belfry.protocol.ChannelName;

/**
 * What a deployment calls its keys and its channels on Redis. All that belongs to one channel of an
 * app lies in one slot of a Redis Cluster, so that one script can change it; channels are spread
 * over the slots. Immutable.
 */
final class Names {
    private final String prefix;

    /**
     * @param prefix what stands before everything; without braces, which mean slots
     */
    Names(String prefix) {
        this.prefix = prefix;
    }

    /** The Redis channel of a channel, and what stands before its keys. */
    String place(String appId, ChannelName channel) {
        return prefix + "{" + appId + "/" + channel.value() + "}";
    }

    /** Of subscriptions by node, of serials: a hash. */
    static String channel(String place) {
        return place + ":channel";
    }

    /** Of what is said about each user on a presence channel: a hash. */
    static String members(String place) {
        return place + ":members";
    }

    /** Of the connections of each user on a presence channel: a hash. */
    static String connections(String place) {
        return place + ":connections";
    }

    /** Of a node's connections on a presence channel, and whose they are: a hash. */
    static String here(String place, String node) {
        return place + ":node:" + node;
    }

    /** Of the last event of a cache channel. */
    static String cache(String place) {
        return place + ":cache";
    }

    /** Of a channel that was vacated: since when, and which webhooks were told so: a hash. */
    static String vacated(String place) {
        return place + ":vacated";
    }

    /** Of a user who has left a presence channel, as {@link #vacated} has it. */
    static String left(String place, String userId) {
        return place + ":left:" + userId;
    }

    /** There while the count of a large channel was just told. */
    static String told(String place) {
        return place + ":told";
    }

    /** Of the nodes and the ends of their leases: a sorted set. */
    String nodes() {
        return prefix + "{nodes}";
    }

    /** Of what is true of the deployment: a hash. */
    String deployment() {
        return prefix + "{nodes}:deployment";
    }

    /** Of what the nodes serve, by which a deployment is told from others: a set. */
    String served() {
        return prefix + "{nodes}:served";
    }

    /** Of the apps that a node has clients of: a set. */
    String apps(String node) {
        return prefix + "{node/" + node + "}:apps";
    }

    /** Of the channels on which a node has subscriptions: a sorted set, by name. */
    String channels(String node, String appId) {
        return prefix + "{node/" + node + "}:channels:" + appId;
    }

    /** Of the users who are signed in on a node: a set. */
    String users(String node, String appId) {
        return prefix + "{node/" + node + "}:users:" + appId;
    }

    /** Of how many connections an app has on each node: a hash. */
    String connectionsOfApp(String appId) {
        return prefix + "{app/" + appId + "}:connections";
    }

    /** Of how much an app may publish just now: a hash. */
    String published(String appId) {
        return prefix + "{app/" + appId + "}:published";
    }

    /** Of how often a user is signed in on each node: a hash. */
    String user(String appId, String userId) {
        return prefix + "{" + appId + "/user/" + userId + "}";
    }

    /** Of an event's idempotency key. */
    String idempotencyKey(String appId, String key) {
        return prefix + "{" + appId + "/key/" + key + "}";
    }

    /** The Redis channel of what concerns all nodes. */
    String everybody() {
        return prefix + "{nodes}:everybody";
    }
}

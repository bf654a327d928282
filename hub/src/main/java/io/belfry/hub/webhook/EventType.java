package io.belfry.hub.webhook;

/** What a webhook can tell, with its name on the wire. */
enum EventType {
    CHANNEL_OCCUPIED("channel_occupied"),
    CHANNEL_VACATED("channel_vacated"),
    MEMBER_ADDED("member_added"),
    MEMBER_REMOVED("member_removed"),
    CLIENT_EVENT("client_event"),
    CACHE_MISS("cache_miss"),
    SUBSCRIPTION_COUNT("subscription_count");

    private final String wireName;

    EventType(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    /**
     * The type that must be listened to as well, because it undoes this one: an endpoint that wants
     * only departures must still learn of the return that makes a departure untrue.
     */
    EventType counterpart() {
        return switch (this) {
            case CHANNEL_OCCUPIED -> CHANNEL_VACATED;
            case CHANNEL_VACATED -> CHANNEL_OCCUPIED;
            case MEMBER_ADDED -> MEMBER_REMOVED;
            case MEMBER_REMOVED -> MEMBER_ADDED;
            case CLIENT_EVENT, CACHE_MISS, SUBSCRIPTION_COUNT -> this;
        };
    }
}

package io.belfry.redis;

/**
 * What became of the messages that a feed has got. Immutable.
 *
 * @param taken the hub has published them
 * @param refused they were none that tell of an event, or over the limits of the app
 * @param lost the hub was too busy for too long, or failed
 */
public record FeedCounts(long taken, long refused, long lost) {}

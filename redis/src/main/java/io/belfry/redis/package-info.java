/**
 * What a hub does over Redis. It takes the events that Laravel's {@code redis} broadcaster and its
 * like publish there.
 */
@NullMarked
package io.belfry.redis;

import org.jspecify.annotations.NullMarked;

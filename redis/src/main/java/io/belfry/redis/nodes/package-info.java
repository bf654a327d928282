/** The nodes of a hub that share what they know over a Redis. */
@NullMarked
package io.belfry.redis.nodes;

import org.jspecify.annotations.NullMarked;

/**
 * The Pusher Channels protocol as Java values: channel names, what clients say, what servers say,
 * error codes and signatures. Nothing here does I/O or knows a hub, and no JSON tree leaves it.
 */
@NullMarked
package io.belfry.protocol;

import org.jspecify.annotations.NullMarked;

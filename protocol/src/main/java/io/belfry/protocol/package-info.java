/**
 * The Pusher Channels protocol as Java values: channel names, what clients say, what servers say,
 * error codes and signatures; and what applications and hubs say to each other over Redis. Nothing
 * here does I/O or knows a hub, and no JSON tree leaves it.
 */
@NullMarked
package io.belfry.protocol;

import org.jspecify.annotations.NullMarked;

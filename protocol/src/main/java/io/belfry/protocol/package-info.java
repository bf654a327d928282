/** Pusher Channels as Java values: what is on the wire, and nothing that carries it. */
@NullMarked
package io.belfry.protocol;

import org.jspecify.annotations.NullMarked;

/**
 * Connections to the server: WebSockets and lanes of its HTTP API. Alone knows Netty's channels.
 */
@NullMarked
package io.belfry.load.wire;

import org.jspecify.annotations.NullMarked;

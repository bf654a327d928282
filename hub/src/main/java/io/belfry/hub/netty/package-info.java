/** Bytes to frames and requests, TLS, the event loops. The only package that knows Netty. */
@NullMarked
package io.belfry.hub.netty;

import org.jspecify.annotations.NullMarked;

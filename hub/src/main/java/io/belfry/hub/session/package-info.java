/** Clients of this node: what each has joined, who it is, what it may still do. */
@NullMarked
package io.belfry.hub.session;

import org.jspecify.annotations.NullMarked;

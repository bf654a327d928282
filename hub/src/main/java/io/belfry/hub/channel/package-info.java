/** The subscribers of this node, and fan-out to them. */
@NullMarked
package io.belfry.hub.channel;

import org.jspecify.annotations.NullMarked;

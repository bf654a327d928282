/** The one way out to subscribers, and what all nodes of a deployment share. */
@NullMarked
package io.belfry.hub.publish;

import org.jspecify.annotations.NullMarked;

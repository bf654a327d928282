/** What a hub shows of itself: meters and log lines made from its events; it asks nothing back. */
@NullMarked
package io.belfry.hub.observe;

import org.jspecify.annotations.NullMarked;

/** The page on which one sees the hub at work: files, signatures and events for it. */
@NullMarked
package io.belfry.hub.playground;

import org.jspecify.annotations.NullMarked;

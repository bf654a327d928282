/** Screens that fetch again what has changed, told by the name of what it is. */
@NullMarked
package io.belfry.live.refresh;

import org.jspecify.annotations.NullMarked;

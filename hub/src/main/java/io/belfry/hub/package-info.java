/** One node of Belfry: the door through which an application or a launcher starts it. */
@NullMarked
package io.belfry.hub;

import org.jspecify.annotations.NullMarked;

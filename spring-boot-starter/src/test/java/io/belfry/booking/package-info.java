/** An application whose entities refresh screens. */
@NullMarked
package io.belfry.booking;

import org.jspecify.annotations.NullMarked;

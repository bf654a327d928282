/** What clients get of an event, and what of it only some of them may see. */
@NullMarked
package io.belfry.broadcasting.payload;

import org.jspecify.annotations.NullMarked;

/** Who is typing, on any channel. */
@NullMarked
package io.belfry.live.typing;

import org.jspecify.annotations.NullMarked;

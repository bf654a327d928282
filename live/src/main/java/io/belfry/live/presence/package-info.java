/** Who is there, as others may know it. */
@NullMarked
package io.belfry.live.presence;

import org.jspecify.annotations.NullMarked;

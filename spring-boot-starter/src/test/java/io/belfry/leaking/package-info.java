/** An application that must not start. */
@NullMarked
package io.belfry.leaking;

import org.jspecify.annotations.NullMarked;

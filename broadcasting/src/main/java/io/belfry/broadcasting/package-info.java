/** Events of an application, told to its clients over channels: the door is the broadcaster. */
@NullMarked
package io.belfry.broadcasting;

import org.jspecify.annotations.NullMarked;

/** What waits to be sent, so that nobody who broadcasts waits for a server. */
@NullMarked
package io.belfry.broadcasting.queue;

import org.jspecify.annotations.NullMarked;

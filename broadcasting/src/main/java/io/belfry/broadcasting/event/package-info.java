/** What an application tells its clients, and on which channels. */
@NullMarked
package io.belfry.broadcasting.event;

import org.jspecify.annotations.NullMarked;

/** What happened on this node, told to whoever listens; nobody is asked anything. */
@NullMarked
package io.belfry.hub.event;

import org.jspecify.annotations.NullMarked;

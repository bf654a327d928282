/** Wires a broadcaster: drivers, queue, channel rules, and entities that announce themselves. */
@NullMarked
package io.belfry.spring.broadcast;

import org.jspecify.annotations.NullMarked;

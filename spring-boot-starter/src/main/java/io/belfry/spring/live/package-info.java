/** Wires live services: their tables, the rules of their channels, and what pages ask of them. */
@NullMarked
package io.belfry.spring.live;

import org.jspecify.annotations.NullMarked;

/** Wires Spring WebFlux, and keeps off its event loops what may wait. */
@NullMarked
package io.belfry.spring.reactive;

import org.jspecify.annotations.NullMarked;

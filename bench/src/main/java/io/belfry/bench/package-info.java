/** Measures single pieces of the hub with JMH; {@link io.belfry.bench.Micro} runs them. */
@NullMarked
package io.belfry.bench;

import org.jspecify.annotations.NullMarked;

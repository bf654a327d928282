/** Measures the hub as a whole, beside its peers, and writes down what it saw. */
@NullMarked
package io.belfry.bench.whole;

import org.jspecify.annotations.NullMarked;

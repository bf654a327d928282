/** The peer that the benchmark writes itself: what Netty costs when nothing else is done. */
@NullMarked
package io.belfry.bench.peer;

import org.jspecify.annotations.NullMarked;

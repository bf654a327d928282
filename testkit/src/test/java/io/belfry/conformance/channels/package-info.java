/** What a hub does with channels, seen by its clients. */
@NullMarked
package io.belfry.conformance.channels;

import org.jspecify.annotations.NullMarked;

/** The ways to a server that holds the connections. */
@NullMarked
package io.belfry.broadcasting.driver;

import org.jspecify.annotations.NullMarked;

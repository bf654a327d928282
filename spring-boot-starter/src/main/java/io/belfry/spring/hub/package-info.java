/** Wires a hub that runs in the application. */
@NullMarked
package io.belfry.spring.hub;

import org.jspecify.annotations.NullMarked;

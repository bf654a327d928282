/** The HTTP API of a hub, seen from outside: what apps call, and what nobody should. */
@NullMarked
package io.belfry.conformance.api;

import org.jspecify.annotations.NullMarked;

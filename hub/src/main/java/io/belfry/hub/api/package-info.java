/** The signed HTTP API, one class per endpoint. */
@NullMarked
package io.belfry.hub.api;

import org.jspecify.annotations.NullMarked;

/** A hub for tests, and a raw client that sees every frame. */
@NullMarked
package io.belfry.testkit;

import org.jspecify.annotations.NullMarked;

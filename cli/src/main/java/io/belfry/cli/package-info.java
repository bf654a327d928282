/** The belfry command: settings, start, and care of a hub. */
@NullMarked
package io.belfry.cli;

import org.jspecify.annotations.NullMarked;

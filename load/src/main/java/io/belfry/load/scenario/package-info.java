/** What can be asked for, bounded. */
@NullMarked
package io.belfry.load.scenario;

import org.jspecify.annotations.NullMarked;

/** What a run has shown, and the three forms in which it is told. */
@NullMarked
package io.belfry.load.report;

import org.jspecify.annotations.NullMarked;

/** The course of each scenario. */
@NullMarked
package io.belfry.load.run;

import org.jspecify.annotations.NullMarked;

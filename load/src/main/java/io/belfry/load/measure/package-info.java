/** Counting without guessing: what arrived, when, and what it cost. */
@NullMarked
package io.belfry.load.measure;

import org.jspecify.annotations.NullMarked;

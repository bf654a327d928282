/** A broadcaster for tests of applications, which can tell what was broadcast. */
@NullMarked
package io.belfry.broadcasting.fake;

import org.jspecify.annotations.NullMarked;

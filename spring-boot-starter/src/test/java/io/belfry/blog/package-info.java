/** An application whose entities announce their own changes. */
@NullMarked
package io.belfry.blog;

import org.jspecify.annotations.NullMarked;

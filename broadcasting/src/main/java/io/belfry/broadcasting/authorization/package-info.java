/** What the endpoints answer at which clients ask for channels and for themselves. */
@NullMarked
package io.belfry.broadcasting.authorization;

import org.jspecify.annotations.NullMarked;

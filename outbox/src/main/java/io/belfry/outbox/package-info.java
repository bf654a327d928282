/** A queue of broadcasts in the application's own database and transactions. */
@NullMarked
package io.belfry.outbox;

import org.jspecify.annotations.NullMarked;

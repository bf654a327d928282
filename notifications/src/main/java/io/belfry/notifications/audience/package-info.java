/** Whom notifications are for. */
@NullMarked
package io.belfry.notifications.audience;

import org.jspecify.annotations.NullMarked;

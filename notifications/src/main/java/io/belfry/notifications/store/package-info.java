/** The tables of notifications. For the packages beside this one, not for applications. */
@NullMarked
package io.belfry.notifications.store;

import org.jspecify.annotations.NullMarked;

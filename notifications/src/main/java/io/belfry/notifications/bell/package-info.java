/** The bell of a user: what stands in it, and what the user does with that. */
@NullMarked
package io.belfry.notifications.bell;

import org.jspecify.annotations.NullMarked;

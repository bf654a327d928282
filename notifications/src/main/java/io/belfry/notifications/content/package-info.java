/** What a notification says, and what of it stands in a bell. */
@NullMarked
package io.belfry.notifications.content;

import org.jspecify.annotations.NullMarked;

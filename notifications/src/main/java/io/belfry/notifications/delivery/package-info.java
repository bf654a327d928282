/** The routes beside the bell, and who brings notifications over them. */
@NullMarked
package io.belfry.notifications.delivery;

import org.jspecify.annotations.NullMarked;

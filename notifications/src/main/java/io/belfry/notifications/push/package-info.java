/** Push messages to the browsers of users, also those that are closed. */
@NullMarked
package io.belfry.notifications.push;

import org.jspecify.annotations.NullMarked;

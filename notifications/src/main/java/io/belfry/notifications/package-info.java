/**
 * Notifications of users: written in the application's transactions, kept, and brought over every
 * route.
 */
@NullMarked
package io.belfry.notifications;

import org.jspecify.annotations.NullMarked;

/** Wires notifications: their tables, routes and workers, and what pages ask of the bell. */
@NullMarked
package io.belfry.spring.notifications;

import org.jspecify.annotations.NullMarked;

/**
 * Signed calls to the apps' own servers about what happened on the hub (Pusher Channels
 * documentation, "Webhooks"). Listens only; nobody asks it anything.
 *
 * <p>In reading order: {@link io.belfry.hub.webhook.Webhooks} takes events from the event loops,
 * {@code Endpoint} decides what one address is told and when, {@code Lanes} keeps each channel in
 * order, {@code Courier} carries one call.
 */
@NullMarked
package io.belfry.hub.webhook;

import org.jspecify.annotations.NullMarked;

package io.belfry.spring.broadcast;

import io.belfry.broadcasting.event.Channel;

/**
 * Says for which private channels the endpoint for channel rules names the user, so that a hub
 * finds the connections of one who may not listen any more, whatever the application has set.
 */
@FunctionalInterface
public interface NamedUsers {
    boolean on(Channel channel);
}

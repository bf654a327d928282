package io.belfry.spring;

import io.belfry.broadcasting.rule.ChannelUser;

import java.util.Collection;

/**
 * Knows who may open conversations with whom. Without a bean of this type pages can open none, and
 * only the application does. Asked by many threads at once; may block.
 */
@FunctionalInterface
public interface ChatPolicy {

    /**
     * Whether a user may open a conversation with others.
     *
     * @param others the ids that a page has named, of users or of nobody
     */
    boolean mayOpen(ChannelUser user, Collection<String> others);
}

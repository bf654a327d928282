package io.belfry.spring;

import io.belfry.broadcasting.rule.ChannelUser;

import java.util.Collection;

/**
 * Knows who may see whether others are there. Without a bean of this type all users see themselves
 * and nobody else. Asked by many threads at once; may block.
 */
@FunctionalInterface
public interface PresenceVisibility {

    /**
     * Those of some users whom another may watch. Everybody may watch themselves, and is not asked
     * for that.
     *
     * @param watcher who wants to
     * @param users 1 to 100 ids that a page has named, of users or of nobody
     */
    Collection<String> visible(ChannelUser watcher, Collection<String> users);
}

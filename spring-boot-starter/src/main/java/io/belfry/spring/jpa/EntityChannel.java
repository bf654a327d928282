package io.belfry.spring.jpa;

import io.belfry.broadcasting.event.PrivateChannel;

/** The channels that entities have of their own. */
public final class EntityChannel {
    private EntityChannel() {}

    /**
     * The private channel of an entity: {@code com.acme.Post.7}. A rule for all of them is written
     * {@code com.acme.Post.{post}}.
     *
     * @param type the class of the entity; one inside another has a dot between them too
     * @throws IllegalArgumentException when the id has characters that no channel has
     */
    public static PrivateChannel of(Class<?> type, Object id) {
        return new PrivateChannel(type.getName().replace('$', '.') + "." + id);
    }
}

package io.belfry.notifications.audience;

import java.util.Collection;
import java.util.List;

/** Whom a notification is for. */
public sealed interface Recipients permits Audience, Users {

    /**
     * One user.
     *
     * @throws io.belfry.fields.FieldRefused when the id is none
     */
    static Recipients user(String id) {
        return new Users(List.of(id));
    }

    /**
     * Users by their ids, each once, however often it is named.
     *
     * @throws io.belfry.fields.FieldRefused when an id is none
     */
    static Recipients users(Collection<String> ids) {
        return new Users(List.copyOf(ids));
    }

    /**
     * All users of a role, which the application finds.
     *
     * @throws io.belfry.fields.FieldRefused when the name is none
     */
    static Recipients role(String name) {
        return new Audience.Role(name);
    }

    /**
     * All users of a group, a class or a team, which the application finds.
     *
     * @throws io.belfry.fields.FieldRefused when kind or id are none
     */
    static Recipients group(String kind, String id) {
        return new Audience.Group(kind, id);
    }
}

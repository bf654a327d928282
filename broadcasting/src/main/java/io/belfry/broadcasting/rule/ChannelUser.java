package io.belfry.broadcasting.rule;

import java.util.Set;

/**
 * Who asks for a channel, as the application knows them.
 *
 * @param id what presence channels and signed-in connections call the user; not empty. A hub says
 *     how long it may be, on presence channels 128 characters unless it is set otherwise. Users of
 *     several guards need ids of their own, as {@code admin-7}, where it matters who is who
 * @param roles as the application names them
 * @param principal the application's own object for the user
 */
public record ChannelUser(String id, Set<String> roles, Object principal) {

    /**
     * @throws IllegalArgumentException when the id is empty
     */
    public ChannelUser {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("the id of a user is empty");
        }
        roles = Set.copyOf(roles);
    }

    /** One without roles. */
    public static ChannelUser of(Object id, Object principal) {
        return new ChannelUser(id.toString(), Set.of(), principal);
    }

    public boolean hasRole(String role) {
        return roles.contains(role);
    }

    /** Without the principal, which may know more than a log should. */
    @Override
    public String toString() {
        return "user " + id;
    }
}

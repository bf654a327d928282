package io.belfry.spring.web;

import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.broadcasting.rule.Users;

import org.jspecify.annotations.Nullable;

import java.security.Principal;

/** Users as the web server, or a filter, has told the request. Immutable. */
public class Principals {

    /** By its name; null for one who is a guest in truth. */
    public @Nullable ChannelUser user(Principal principal) {
        return ChannelUser.of(principal.getName(), principal);
    }

    /** Who acts in this thread, where that is known without a request. */
    public @Nullable Principal current() {
        return null;
    }

    /**
     * @throws IllegalArgumentException when it is another guard than the default one
     */
    public static void requireDefault(String guard) {
        if (!guard.equals(Users.DEFAULT_GUARD)) {
            throw new IllegalArgumentException(
                    "there is no guard "
                            + guard
                            + ": a bean of ChannelUsers, or ReactiveChannelUsers, would know it");
        }
    }
}

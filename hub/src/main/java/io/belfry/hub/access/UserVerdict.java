package io.belfry.hub.access;

import io.belfry.protocol.SignedInUser;

/** Whether a client is who it says. */
public sealed interface UserVerdict {
    record Authenticated(SignedInUser user) implements UserVerdict {}

    record Refused(String reason) implements UserVerdict {}
}

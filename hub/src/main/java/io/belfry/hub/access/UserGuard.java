package io.belfry.hub.access;

import io.belfry.protocol.ClientCommand;
import io.belfry.protocol.SignedInUser;
import io.belfry.protocol.SignedText;
import io.belfry.protocol.SocketId;

/** Judges who wants to sign in (Pusher Channels documentation, "Authenticating users"). */
public final class UserGuard {
    private UserGuard() {}

    public static UserVerdict judge(App app, SocketId socket, ClientCommand.Signin wish) {
        if (!app.settings().userAuthentication()) {
            return new UserVerdict.Refused("User authentication is switched off for this app");
        }
        if (!app.vouches(SignedText.ofUser(socket, wish.userData()), wish.auth())) {
            return new UserVerdict.Refused("Invalid signature of user_data");
        }
        try {
            return new UserVerdict.Authenticated(SignedInUser.ofUserData(wish.userData()));
        } catch (IllegalArgumentException e) {
            return new UserVerdict.Refused(String.valueOf(e.getMessage()));
        }
    }
}

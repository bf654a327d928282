package io.belfry.hub.session;

import io.belfry.hub.access.UserGuard;
import io.belfry.hub.access.UserVerdict;
import io.belfry.hub.channel.Subscription;
import io.belfry.hub.publish.Envelope;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.ClientCommand;
import io.belfry.protocol.ErrorCode;
import io.belfry.protocol.ServerMessage;
import io.belfry.protocol.SignedInUser;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Makes a connection that of a user, and tells those who watch the user (Pusher Channels
 * documentation, "Authenticating users" and "Watchlist events"). A user is online while at least
 * one connection is signed in.
 *
 * <p>Has no state; runs on the session's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // signing out is nobody's to wait for
final class SigningIn {
    private static final Logger LOG = LoggerFactory.getLogger(SigningIn.class);

    /** How many users one connection may watch; the protocol's own number. */
    private static final int WATCHED_AT_MOST = 100;

    /** A page that is loaded anew comes back within this time and was never away for watchers. */
    private static final Duration OFFLINE_AFTER = Duration.ofSeconds(2);

    private SigningIn() {}

    static void signIn(Session session, ClientCommand.Signin wish) {
        switch (UserGuard.judge(session.app(), session.socketId(), wish)) {
            case UserVerdict.Refused(String reason) -> refuse(session, reason);
            case UserVerdict.Authenticated(SignedInUser user) ->
                    authenticated(session, user, wish.userData());
        }
    }

    private static void refuse(Session session, String reason) {
        if (session.settings().authorizedConnections().required()) {
            session.close(ErrorCode.UNAUTHORIZED, reason);
        } else {
            session.refuse(ErrorCode.UNAUTHORIZED, reason);
        }
    }

    private static void authenticated(Session session, SignedInUser user, String userData) {
        SignedInUser before = session.user();
        if (before != null && !before.id().equals(user.id())) {
            session.refuse(
                    ErrorCode.UNAUTHORIZED, "This connection is signed in as another user already");
        } else if (before != null) {
            session.tell(new ServerMessage.SigninSuccess(userData));
        } else {
            session.await(
                    session.node()
                            .ledger()
                            .signIn(session.app().id(), user.id(), session.socketId()),
                    cameOnline -> signedIn(session, user, userData, cameOnline));
        }
    }

    private static void signedIn(
            Session session, SignedInUser user, String userData, boolean cameOnline) {
        session.becomes(user);
        if (session.hasEnded()) {
            signOut(session);
            return;
        }
        if (session.sendAwayIfEnded(user.id())) {
            return;
        }
        session.await(
                enter(session, ChannelName.ofUser(user.id())),
                reached -> welcome(session, user, userData, cameOnline));
    }

    private static void welcome(
            Session session, SignedInUser user, String userData, boolean cameOnline) {
        session.tell(new ServerMessage.SigninSuccess(userData));
        if (!session.settings().watchlist()) {
            return;
        }
        if (cameOnline) {
            tellWatchers(session, user.id(), true);
        }
        watch(session, user);
    }

    private static void watch(Session session, SignedInUser user) {
        List<String> watched = user.watchlist();
        if (watched.size() > WATCHED_AT_MOST) {
            session.refuse(
                    ErrorCode.WATCHLIST_TOO_LONG,
                    "The watchlist has more than "
                            + WATCHED_AT_MOST
                            + " users; the rest is ignored");
            watched = watched.subList(0, WATCHED_AT_MOST);
        }
        if (watched.isEmpty()) {
            return;
        }
        List<String> all = watched;
        CompletableFuture<?>[] reached =
                all.stream()
                        .map(id -> enter(session, ChannelName.ofWatchers(id)))
                        .toArray(CompletableFuture[]::new);
        session.await(
                CompletableFuture.allOf(reached)
                        .thenCompose(
                                done -> session.node().ledger().online(session.app().id(), all)),
                online -> tellWatched(session, all, online));
    }

    private static void tellWatched(Session session, List<String> watched, Set<String> online) {
        List<String> offline = new ArrayList<>(watched);
        offline.removeAll(online);
        session.tell(new ServerMessage.WatchlistEvents(online, offline));
    }

    /**
     * Enters a channel of the hub's own, which the shared truth does not count.
     *
     * @return complete when nothing is missed there any more
     */
    private static CompletableFuture<?> enter(Session session, ChannelName name) {
        ChannelName channel = session.channels().shared(name);
        if (session.subscriptions().get(channel) != null) {
            // A watchlist may name a user twice.
            return CompletableFuture.completedFuture(null);
        }
        Subscription subscription = new Subscription(channel, session, null);
        CompletableFuture<?> reached = session.channels().subscribe(subscription);
        session.subscriptions().add(subscription);
        subscription.start(0);
        return reached;
    }

    static void signOut(Session session) {
        SignedInUser user = session.user();
        if (user == null) {
            return;
        }
        session.node()
                .ledger()
                .signOut(session.app().id(), user.id(), session.socketId())
                .whenComplete((last, failure) -> {
                    if (failure != null) {
                        LOG.warn("could not sign out", failure);
                    } else if (last) {
                        settleLater(session, user.id());
                    }
                });
    }

    private static void settleLater(Session session, String userId) {
        session.loop()
                .schedule(
                        () ->
                                session.node()
                                        .ledger()
                                        .confirmOffline(session.app().id(), userId)
                                        .thenAccept(gone -> {
                                            if (gone) {
                                                tellWatchers(session, userId, false);
                                            }
                                        }),
                        OFFLINE_AFTER);
    }

    private static void tellWatchers(Session session, String userId, boolean online) {
        List<String> one = List.of(userId);
        ServerMessage message =
                online
                        ? new ServerMessage.WatchlistEvents(one, List.of())
                        : new ServerMessage.WatchlistEvents(List.of(), one);
        session.node()
                .broker()
                .publish(
                        new Envelope.Delivery(
                                session.app().id(),
                                ChannelName.ofWatchers(userId),
                                message.frame(),
                                null,
                                0));
    }
}

package io.belfry.hub.session;

import io.belfry.hub.access.ChannelGuard;
import io.belfry.hub.access.ChannelVerdict;
import io.belfry.hub.channel.Subscription;
import io.belfry.hub.event.HubEvent;
import io.belfry.hub.publish.CachedEvent;
import io.belfry.hub.publish.JoinAnswer;
import io.belfry.hub.publish.Joined;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.ClientCommand;
import io.belfry.protocol.ErrorCode;
import io.belfry.protocol.Guard;
import io.belfry.protocol.Member;
import io.belfry.protocol.ServerMessage;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Joins and leaves channels on behalf of a session (Pusher Channels protocol, "Subscription
 * events").
 *
 * <p>A client sees, in this order: {@code subscription_succeeded}, the cached event or {@code
 * cache_miss}, live events. To miss nothing in between, the subscription is entered on this node
 * first and holds back what arrives until the shared truth has answered.
 *
 * <p>Has no state; runs on the session's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failure to leave is logged by leaveShared
final class Joining {
    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);

    private Joining() {}

    static void subscribe(Session session, ClientCommand.Subscribe wish) {
        switch (ChannelGuard.judge(session.app(), session.socketId(), wish, session.user())) {
            case ChannelVerdict.Refused refused -> refuse(session, wish.channel(), refused);
            case ChannelVerdict.Granted(ChannelName channel, Member member, String userId) -> {
                if (userId != null && isSentAway(session, userId, member)) {
                    return;
                }
                granted(session, channel, member);
                if (userId != null && member == null) {
                    session.named(userId);
                }
            }
        }
    }

    private static boolean isSentAway(Session session, String userId, @Nullable Member member) {
        boolean counts = member == null || session.node().compat().terminateByPresence();
        return counts && session.sendAwayIfEnded(userId);
    }

    private static void granted(Session session, ChannelName channel, @Nullable Member member) {
        Subscription standing = session.subscriptions().get(channel);
        if (channel.kind().guard() == Guard.OWN_USER) {
            // Entered when the client signed in; all that is left is to say so.
            session.tell(new ServerMessage.SubscriptionSucceeded(channel));
        } else if (standing != null) {
            again(session, standing, member);
        } else if (session.subscriptions().size() >= session.settings().maxSubscriptions()) {
            refuse(
                    session,
                    channel.value(),
                    ChannelVerdict.Refused.limit(
                            "A connection may have "
                                    + session.settings().maxSubscriptions()
                                    + " subscriptions"));
        } else {
            join(session, channel, member);
        }
    }

    private static void join(Session session, ChannelName name, @Nullable Member member) {
        ChannelName channel = session.channels().shared(name);
        String userId = member == null ? null : member.userId();
        Subscription subscription = new Subscription(channel, session, userId);
        CompletableFuture<?> followed = session.channels().subscribe(subscription);
        session.subscriptions().add(subscription);
        int maxMembers = session.settings().presence().maxMembers();
        CompletableFuture<JoinAnswer> answer =
                followed.thenCompose(done ->
                        session.node()
                                .ledger()
                                .join(
                                        session.app().id(),
                                        channel,
                                        session.socketId(),
                                        member,
                                        maxMembers));
        session.await(answer, given -> answered(session, subscription, given));
    }

    private static void answered(Session session, Subscription subscription, JoinAnswer answer) {
        switch (answer) {
            case Joined joined when session.hasEnded() -> leaveShared(session, subscription);
            case Joined joined -> begin(session, subscription, joined);
            case JoinAnswer.Full full when session.hasEnded() -> {
                // Never entered, and forgotten on this node already.
            }
            case JoinAnswer.Full(int maxMembers) -> {
                forget(session, subscription);
                refuse(
                        session,
                        subscription.channel().value(),
                        ChannelVerdict.Refused.limit(
                                "The channel has " + maxMembers + " members and no place left"));
            }
        }
    }

    private static void begin(Session session, Subscription subscription, Joined joined) {
        ChannelName channel = subscription.channel();
        if (channel.kind().guard() != Guard.NONE) {
            session.provedItself();
        }
        tellJoined(session, channel, joined);
        if (!subscription.start(joined.serial())) {
            session.close(ErrorCode.OVER_CAPACITY, "Too much arrived while joining");
        }
    }

    private static void tellJoined(Session session, ChannelName channel, Joined joined) {
        session.tell(
                channel.kind().presence()
                        ? new ServerMessage.PresenceSucceeded(channel, joined.members())
                        : new ServerMessage.SubscriptionSucceeded(channel));
        if (!channel.kind().cached()) {
            return;
        }
        CachedEvent cached = joined.cached();
        if (cached != null) {
            session.offer(cached.frame());
        } else {
            session.tell(new ServerMessage.CacheMiss(channel));
            session.node().events().on(new HubEvent.CacheMissed(session.app().id(), channel));
        }
    }

    /** A client may subscribe twice, for example after it lost count; it is told all once more. */
    private static void again(Session session, Subscription standing, @Nullable Member member) {
        ChannelName channel = standing.channel();
        if (session.node().compat().strict()) {
            session.refuse(
                    ErrorCode.INVALID_MESSAGE, "Existing subscription to channel " + channel);
            return;
        }
        String userId = member == null ? null : member.userId();
        if (!Objects.equals(userId, standing.userId())) {
            session.refuse(
                    ErrorCode.UNAUTHORIZED,
                    "This connection is on " + channel + " as another user already");
            return;
        }
        CompletableFuture<Joined> answer =
                session.node()
                        .ledger()
                        .rejoin(session.app().id(), channel, session.socketId(), member);
        standing.pause();
        session.await(
                answer,
                joined -> {
                    if (!session.hasEnded()) {
                        begin(session, standing, joined);
                    }
                });
    }

    static void unsubscribe(Session session, ClientCommand.Unsubscribe wish) {
        ChannelName channel = ChannelName.parse(wish.channel());
        Subscription standing = channel == null ? null : session.subscriptions().get(channel);
        if (standing == null) {
            if (session.node().compat().strict()) {
                session.refuse(ErrorCode.INVALID_MESSAGE, "No current subscription to channel");
            }
        } else if (standing.channel().kind().listed()) {
            session.await(leave(session, standing), done -> {});
        }
        // A user's own channel stays: it goes with the sign-in, not with a subscription.
    }

    /** Takes a subscription out, on this node and in the shared truth. */
    private static CompletableFuture<@Nullable Void> leave(
            Session session, Subscription subscription) {
        forget(session, subscription);
        return leaveShared(session, subscription);
    }

    /**
     * Takes out a subscription whose connection has ended. A member may be kept for a while, in
     * case its page is only loaded anew; it comes back on another connection.
     */
    static void leaveBehind(Session session, Subscription subscription) {
        forget(session, subscription);
        if (!subscription.isStarted() || !subscription.channel().kind().listed()) {
            // Not in the shared truth, or about to be: then answered() takes it out again.
            return;
        }
        Duration grace = subscription.userId() == null ? Duration.ZERO : leaveGrace(session);
        if (grace.isZero()) {
            leaveShared(session, subscription);
        } else {
            session.loop().schedule(() -> leaveShared(session, subscription), grace);
        }
    }

    private static Duration leaveGrace(Session session) {
        Duration usual = session.settings().presence().leaveGrace();
        return session.node().moving().getAsBoolean() && usual.compareTo(Node.MOVE) < 0
                ? Node.MOVE
                : usual;
    }

    private static void forget(Session session, Subscription subscription) {
        session.subscriptions().remove(subscription.channel());
        session.channels().unsubscribe(subscription);
    }

    private static CompletableFuture<@Nullable Void> leaveShared(
            Session session, Subscription subscription) {
        CompletableFuture<@Nullable Void> left =
                session.node()
                        .ledger()
                        .leave(
                                session.app().id(),
                                subscription.channel(),
                                session.socketId(),
                                subscription.userId());
        left.exceptionally(failure -> {
            LOG.warn("could not leave {}", subscription.channel(), failure);
            return null;
        });
        return left;
    }

    /** Both frames: Echo's error() is bound to the first, other libraries log the second. */
    private static void refuse(Session session, String channel, ChannelVerdict.Refused refused) {
        session.tell(
                new ServerMessage.SubscriptionError(
                        channel, refused.type(), refused.reason(), refused.status()));
        session.refuse(ErrorCode.UNAUTHORIZED, refused.reason());
    }
}

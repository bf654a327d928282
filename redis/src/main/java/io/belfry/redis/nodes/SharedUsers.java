package io.belfry.redis.nodes;

import io.belfry.hub.publish.Envelope;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.ServerMessage;
import io.belfry.protocol.SocketId;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who is signed in. A user without connections is not gone until that is settled, or a minute has
 * passed.
 *
 * <p>Thread-safe: Redis is told inside {@link AppShare#inUser}.
 */
final class SharedUsers {
    private static final long KEPT_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Link link;
    private final Names names;
    private final Lease lease;
    private final Questions questions;
    private final RedisBroker broker;

    SharedUsers(Link link, Names names, Lease lease, Questions questions, RedisBroker broker) {
        this.link = link;
        this.names = names;
        this.lease = lease;
        this.questions = questions;
        this.broker = broker;
    }

    CompletableFuture<Boolean> signIn(AppShare app, String userId, SocketId socket) {
        return app.inUser(
                userId,
                user -> {
                    boolean isFirst = user.sockets.isEmpty();
                    user.sockets.add(socket);
                    return tell(
                            app, userId, user, answer -> Answers.number(answer, 0) == 0, isFirst);
                });
    }

    CompletableFuture<Boolean> signOut(AppShare app, String userId, SocketId socket) {
        return app.inUser(
                userId,
                user -> {
                    if (!user.sockets.remove(socket)) {
                        return CompletableFuture.completedFuture(false);
                    }
                    boolean isLast = user.sockets.isEmpty();
                    return tell(
                            app, userId, user, answer -> Answers.number(answer, 1) == 1, isLast);
                });
    }

    private CompletableFuture<Boolean> tell(
            AppShare app,
            String userId,
            AppShare.UserShare user,
            Function<List<Object>, Boolean> read,
            boolean alone) {
        Lease.Held held = lease.held();
        if (!held.valid()) {
            return CompletableFuture.completedFuture(alone);
        }
        int count = user.sockets.size();
        String index = names.users(held.node(), app.id());
        if (user.term != held.term()) {
            user.term = held.term();
            Link.unawaited(link.count(Link.Command.SADD, names.apps(held.node()), app.id()));
            Link.unawaited(link.count(Link.Command.SADD, index, userId));
        }
        CompletableFuture<Boolean> answer =
                questions.ask(signedIn(app, userId, held.node(), count), read, () -> alone);
        if (count == 0) {
            Link.unawaited(link.count(Link.Command.SREM, index, userId));
        }
        return answer;
    }

    private CompletionStage<List<Object>> signedIn(
            AppShare app, String userId, String node, int count) {
        return link.run(
                Script.SIGNED_IN,
                List.of(names.user(app.id(), userId)),
                node,
                lease.held().until(),
                count,
                KEPT_MILLIS);
    }

    /** Redis is there: it is told of a user's connections to this node. */
    void signInAgain(AppShare app, String userId) {
        Link.unawaited(app.inUser(userId, user -> tell(app, userId, user, answer -> true, true)));
    }

    CompletableFuture<Boolean> confirmOffline(AppShare app, String userId) {
        return questions.ask(
                link.run(Script.GONE, List.of(names.user(app.id(), userId))),
                answer -> Answers.number(answer, 0) == 1,
                () -> !app.users().contains(userId));
    }

    CompletableFuture<Set<String>> online(AppShare app, Collection<String> userIds) {
        Map<String, CompletableFuture<Boolean>> asked =
                userIds.stream()
                        .distinct()
                        .collect(Collectors.toMap(each -> each, each -> isOnline(app, each)));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        asked.entrySet().stream()
                                .filter(each -> each.getValue().join())
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toSet()));
    }

    private CompletableFuture<Boolean> isOnline(AppShare app, String userId) {
        return questions.ask(
                link.count(Link.Command.EXISTS, names.user(app.id(), userId))
                        .thenApply(List::<Object>of),
                answer -> Answers.number(answer, 0) == 1,
                () -> app.users().contains(userId));
    }

    /** Takes out the connections of a user to a dead node, and tells those who watch the user. */
    CompletableFuture<?> takeOut(AppShare app, String userId, String node) {
        return questions
                .ask(
                        signedIn(app, userId, node, 0),
                        answer -> Answers.number(answer, 1) == 1,
                        () -> false)
                .thenCompose(isLast ->
                        isLast
                                ? confirmOffline(app, userId)
                                : CompletableFuture.completedFuture(false))
                .thenAccept(isGone -> {
                    if (isGone) {
                        tellWatchers(app, userId);
                    }
                });
    }

    private void tellWatchers(AppShare app, String userId) {
        ServerMessage offline = new ServerMessage.WatchlistEvents(List.of(), List.of(userId));
        broker.publish(
                new Envelope.Delivery(
                        app.id(), ChannelName.ofWatchers(userId), offline.frame(), null, 0));
    }
}

package io.belfry.redis.nodes;

import io.belfry.hub.event.Absence;
import io.belfry.hub.publish.Envelope;
import io.belfry.hub.publish.JoinAnswer;
import io.belfry.hub.publish.Joined;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Member;
import io.belfry.protocol.ServerMessage;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Who is on which channel. This node's own share is the truth about its own connections; Redis is
 * told of it, and told again when it has been away. Meanwhile clients are answered from the share
 * alone.
 *
 * <p>Thread-safe: Redis is asked inside {@link AppShare#in}, so that it gets the changes of a
 * channel in the order in which they happened.
 */
final class SharedChannels {
    private final Lease lease;
    private final ChannelScripts scripts;
    private final Questions questions;
    private final RedisBroker broker;
    private final ChannelNews news;

    /** Whether what webhooks and subscribers were told of this node's share still stands. */
    private volatile boolean remembered = true;

    SharedChannels(
            Lease lease,
            ChannelScripts scripts,
            Questions questions,
            RedisBroker broker,
            ChannelNews news) {
        this.lease = lease;
        this.scripts = scripts;
        this.questions = questions;
        this.broker = broker;
        this.news = news;
    }

    CompletableFuture<JoinAnswer> join(
            AppShare app,
            ChannelName channel,
            SocketId socket,
            @Nullable Member member,
            int maxMembers) {
        return app.in(
                channel,
                share -> {
                    if (!enter(app, share)) {
                        return done(joinAlone(app, share, socket, member));
                    }
                    return member == null
                            ? count(app, share, socket).thenApply(joined -> joined)
                            : askToJoin(app, share, socket, member, maxMembers);
                });
    }

    private static <T> CompletableFuture<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }

    /**
     * Tells Redis what this node has of a channel, unless it knows.
     *
     * @return false when Redis is away
     */
    private boolean enter(AppShare app, ChannelShare share) {
        Lease.Held held = lease.held();
        if (held.valid() && share.term != held.term()) {
            boolean tell = remembered || share.term == 0;
            boolean mayHaveLeft = share.term > 0;
            share.term = held.term();
            scripts.enter(app.id(), share.channel());
            share.members().forEach((socket, member) -> enter(app, share, socket, member, tell));
            if (mayHaveLeft && share.channel().kind().presence()) {
                takeOutThoseWhoLeft(app, share.channel(), held.node());
            }
        }
        return held.valid();
    }

    /** Should others have taken the member out meanwhile, its own connection was told so too. */
    private void enter(
            AppShare app, ChannelShare share, SocketId socket, Member member, boolean tell) {
        ChannelName channel = share.channel();
        Link.unawaited(
                questions.tell(
                        scripts.join(
                                app.id(), channel, socket, member, Integer.MAX_VALUE, tell, null),
                        answer -> entered(app, channel, member, JoinReply.of(answer), tell)));
    }

    /** Connections that ended while Redis was away stand there, if the node has kept its name. */
    private void takeOutThoseWhoLeft(AppShare app, ChannelName channel, String node) {
        Link.unawaited(
                questions.tell(
                        scripts.connections(app.id(), channel, node),
                        answer ->
                                app.ifKnown(
                                        channel,
                                        share -> leaveUnlessHere(app, share, answer, node))));
    }

    private void leaveUnlessHere(
            AppShare app, ChannelShare share, List<Object> connections, String node) {
        for (int i = 0; i < connections.size(); i += 2) {
            SocketId socket = new SocketId(Answers.text(connections, i));
            if (!share.has(socket)) {
                String userId = Answers.text(connections, i + 1);
                Link.unawaited(leave(app, share.channel(), socket, userId, node));
            }
        }
    }

    private CompletableFuture<JoinAnswer> askToJoin(
            AppShare app, ChannelShare share, SocketId socket, Member member, int maxMembers) {
        ChannelName channel = share.channel();
        boolean isNew = !share.has(socket);
        if (isNew) {
            share.add(socket, member);
        }
        return questions.ask(
                scripts.join(app.id(), channel, socket, member, maxMembers, true, socket),
                answer -> joined(app, channel, socket, member, maxMembers, JoinReply.of(answer)),
                () -> app.in(channel, again -> leftAlone(app, again, socket, member, isNew)));
    }

    /** Redis has not answered: others hear of the newcomer when it is back. */
    private Joined leftAlone(
            AppShare app, ChannelShare share, SocketId socket, Member member, boolean isNew) {
        if (isNew) {
            tellNewcomer(app, share, socket, member);
        }
        return share.alone();
    }

    private JoinAnswer joined(
            AppShare app,
            ChannelName channel,
            SocketId socket,
            Member member,
            int maxMembers,
            JoinReply reply) {
        if (reply.isFull()) {
            app.ifKnown(channel, share -> share.remove(socket));
            forgetIfEmpty(app, channel);
            return new JoinAnswer.Full(maxMembers);
        }
        entered(app, channel, member, reply, true);
        return reply.joined();
    }

    private void entered(
            AppShare app, ChannelName channel, Member member, JoinReply reply, boolean tell) {
        app.ifKnown(channel, share -> share.begins(reply.serial(), reply.digest()));
        if (tell && reply.isNew()) {
            news.counted(app.id(), channel, reply.all(), 1, reply.serial(), reply.vacancy());
            if (reply.isFirst()) {
                news.memberAdded(app.id(), channel, member.userId(), reply.absence());
            }
        }
    }

    private CompletableFuture<Joined> count(AppShare app, ChannelShare share, SocketId socket) {
        ChannelName channel = share.channel();
        if (share.has(socket)) {
            return state(app, share);
        }
        share.add(socket, null);
        return questions.ask(
                count(app, share),
                answer -> counted(app, channel, answer, true),
                () -> app.in(channel, ChannelShare::alone));
    }

    private CompletionStage<List<Object>> count(AppShare app, ChannelShare share) {
        return scripts.count(app.id(), share.channel(), lease.held().node(), share.size());
    }

    private Joined counted(AppShare app, ChannelName channel, List<Object> answer, boolean tell) {
        int all = (int) Answers.number(answer, 0);
        if (tell) {
            int change = all - (int) Answers.number(answer, 1);
            news.counted(
                    app.id(),
                    channel,
                    all,
                    change,
                    Answers.number(answer, 2),
                    all == 0 ? Absence.begun(Answers.number(answer, 4)) : Answers.ended(answer, 5));
        }
        return new Joined(List.of(), Answers.cached(answer, 3), Answers.number(answer, 2));
    }

    private CompletableFuture<Joined> state(AppShare app, ChannelShare share) {
        return questions.ask(
                scripts.state(app.id(), share.channel()),
                answer ->
                        new Joined(List.of(), Answers.cached(answer, 3), Answers.number(answer, 2)),
                share::alone);
    }

    private Joined joinAlone(
            AppShare app, ChannelShare share, SocketId socket, @Nullable Member member) {
        if (!share.has(socket)) {
            share.add(socket, member);
            tellNewcomer(app, share, socket, member);
        }
        return share.alone();
    }

    private void tellNewcomer(
            AppShare app, ChannelShare share, SocketId socket, @Nullable Member member) {
        if (member != null && share.connectionsOf(member.userId()) == 1) {
            tellHere(app, share, new ServerMessage.MemberAdded(share.channel(), member), socket);
        }
    }

    /** What the others will hear when Redis is back. */
    private void tellHere(
            AppShare app, ChannelShare share, ServerMessage change, @Nullable SocketId except) {
        broker.deliverHere(
                new Envelope.Delivery(
                        app.id(), share.channel(), change.frame(), except, share.divergesAt()));
    }

    CompletableFuture<Joined> rejoin(
            AppShare app, ChannelName channel, SocketId socket, @Nullable Member member) {
        return app.in(
                channel,
                share -> {
                    Member before = share.member(socket);
                    if (before == null
                            || member == null
                            || !before.userId().equals(member.userId())) {
                        return enter(app, share) ? state(app, share) : done(share.alone());
                    }
                    share.add(socket, member);
                    return enter(app, share)
                            ? askAgain(app, channel, socket, member)
                            : done(share.alone());
                });
    }

    private CompletableFuture<Joined> askAgain(
            AppShare app, ChannelName channel, SocketId socket, Member member) {
        return questions.ask(
                scripts.join(app.id(), channel, socket, member, Integer.MAX_VALUE, true, socket),
                answer -> {
                    JoinReply reply = JoinReply.of(answer);
                    entered(app, channel, member, reply, true);
                    return reply.joined();
                },
                () -> app.in(channel, ChannelShare::alone));
    }

    CompletableFuture<@Nullable Void> leave(AppShare app, ChannelName channel, SocketId socket) {
        return app.in(
                channel,
                share -> {
                    Member member = share.member(socket);
                    if (!share.remove(socket)) {
                        return questions.nothing();
                    }
                    if (!enter(app, share)) {
                        leaveAlone(app, share, member);
                        return questions.nothing();
                    }
                    return member == null
                            ? uncount(app, share)
                            : leave(app, channel, socket, member.userId(), lease.held().node());
                });
    }

    private void leaveAlone(AppShare app, ChannelShare share, @Nullable Member member) {
        if (member != null && share.connectionsOf(member.userId()) == 0) {
            ServerMessage gone = new ServerMessage.MemberRemoved(share.channel(), member.userId());
            tellHere(app, share, gone, null);
        }
    }

    private CompletableFuture<@Nullable Void> uncount(AppShare app, ChannelShare share) {
        ChannelName channel = share.channel();
        return questions.tell(
                count(app, share),
                answer -> {
                    counted(app, channel, answer, true);
                    forgetIfEmpty(app, channel);
                });
    }

    /** Takes out a connection to this node, or to one that is dead. */
    CompletableFuture<@Nullable Void> leave(
            AppShare app, ChannelName channel, SocketId socket, String userId, String node) {
        return questions.tell(
                scripts.leave(app.id(), channel, socket, userId, node),
                answer -> {
                    if (Answers.number(answer, 0) == 1) {
                        if (Answers.number(answer, 2) == 1) {
                            Absence absence = Absence.begun(Answers.number(answer, 4));
                            news.memberRemoved(app.id(), channel, userId, absence);
                        }
                        int all = (int) Answers.number(answer, 1);
                        Absence vacancy = Absence.begun(Answers.number(answer, 3));
                        news.counted(app.id(), channel, all, -1, 0, vacancy);
                    }
                    forgetIfEmpty(app, channel);
                });
    }

    private void forgetIfEmpty(AppShare app, ChannelName channel) {
        app.forget(
                channel,
                share -> {
                    Lease.Held held = lease.held();
                    if (!held.valid() || share.term != held.term()) {
                        return false;
                    }
                    scripts.exit(app.id(), channel);
                    return true;
                });
    }

    /** Takes out what a dead node has of a channel. */
    CompletableFuture<@Nullable Void> takeOut(AppShare app, ChannelName channel, String node) {
        return channel.kind().presence()
                ? questions
                        .ask(
                                scripts.connections(app.id(), channel, node),
                                connections -> connections,
                                List::of)
                        .thenCompose(connections -> takeOut(app, channel, node, connections))
                : questions.tell(
                        scripts.count(app.id(), channel, node, 0),
                        answer -> counted(app, channel, answer, true));
    }

    private CompletableFuture<@Nullable Void> takeOut(
            AppShare app, ChannelName channel, String node, List<Object> connections) {
        CompletableFuture<?>[] leaving = new CompletableFuture<?>[connections.size() / 2];
        for (int i = 0; i < leaving.length; i++) {
            SocketId socket = new SocketId(Answers.text(connections, 2 * i));
            String userId = Answers.text(connections, 2 * i + 1);
            leaving[i] = leave(app, channel, socket, userId, node);
        }
        return CompletableFuture.allOf(leaving).thenApply(done -> null);
    }

    /** Redis is there: it is told what this node has of a channel. */
    void enterAgain(AppShare app, ChannelName channel) {
        app.ifKnown(
                channel,
                share -> {
                    boolean tell = remembered || share.term == 0;
                    boolean isDue = share.term != lease.held().term();
                    if (isDue && enter(app, share) && !channel.kind().presence()) {
                        Link.unawaited(
                                questions.tell(
                                        count(app, share),
                                        answer -> {
                                            counted(app, channel, answer, tell);
                                            forgetIfEmpty(app, channel);
                                        }));
                    }
                });
    }

    /**
     * @param still false when Redis has lost what it knew: what comes there again was told before
     */
    void remembers(boolean still) {
        remembered = still;
    }
}

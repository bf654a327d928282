package io.belfry.redis.nodes;

import io.belfry.hub.event.HubListener;
import io.belfry.hub.publish.ChannelState;
import io.belfry.hub.publish.Envelope;
import io.belfry.hub.publish.JoinAnswer;
import io.belfry.hub.publish.Joined;
import io.belfry.hub.publish.Ledger;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Member;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** What all nodes share, on Redis; and what this node has of it. Thread-safe. */
final class RedisLedger implements Ledger {
    private final Link link;
    private final Names names;
    private final LongSupplier shift;
    private final ChannelScripts scripts;
    private final Questions questions;
    private final SharedChannels channels;
    private final ChannelQueries queries;
    private final Renewals renewals;
    private final SharedConnections connections;
    private final SharedUsers users;
    private final SharedRates rates;
    private final Map<String, AppShare> apps = new ConcurrentHashMap<>();

    /**
     * @param listener is told what this node changes
     * @param shift milliseconds by which the time of this deployment is ahead of that of Redis
     * @param reading reads answers, on one thread
     */
    RedisLedger(
            Link link,
            Names names,
            Lease lease,
            RedisBroker broker,
            HubListener listener,
            LongSupplier shift,
            Executor reading) {
        this.link = link;
        this.names = names;
        this.shift = shift;
        this.scripts = new ChannelScripts(link, names, lease, shift);
        this.questions = new Questions(reading, () -> lease.held().valid());
        this.channels =
                new SharedChannels(lease, scripts, questions, broker, new ChannelNews(listener));
        this.queries = new ChannelQueries(scripts, questions);
        this.renewals = new Renewals(lease, scripts, questions, broker);
        this.connections = new SharedConnections(link, names, lease, questions);
        this.users = new SharedUsers(link, names, lease, questions, broker);
        this.rates = new SharedRates(link, names);
        broker.changesTo(this::happened);
    }

    private void happened(String appId, ChannelName channel, long serial, long user) {
        AppShare app = apps.get(appId);
        if (app != null) {
            app.ifKnown(channel, share -> share.happened(serial, user));
        }
    }

    private AppShare app(String appId) {
        return apps.computeIfAbsent(appId, AppShare::new);
    }

    @Override
    public CompletableFuture<JoinAnswer> join(
            String appId,
            ChannelName channel,
            SocketId socket,
            @Nullable Member member,
            int maxMembers) {
        return channels.join(app(appId), channel, socket, member, maxMembers);
    }

    @Override
    public CompletableFuture<Joined> rejoin(
            String appId, ChannelName channel, SocketId socket, @Nullable Member member) {
        return channels.rejoin(app(appId), channel, socket, member);
    }

    @Override
    public CompletableFuture<@Nullable Void> leave(
            String appId, ChannelName channel, SocketId socket, @Nullable String userId) {
        return channels.leave(app(appId), channel, socket);
    }

    @Override
    public CompletableFuture<@Nullable Void> keep(
            Envelope.Delivery event, String data, Duration ttl) {
        return questions
                .ask(
                        scripts.keep(event, data, ttl),
                        answer -> true,
                        () -> {
                            throw new IllegalStateException(
                                    "Redis is away, which keeps the events of cache channels");
                        })
                .thenApply(kept -> null);
    }

    @Override
    public CompletableFuture<Boolean> claim(String appId, String idempotencyKey) {
        return claim(names.idempotencyKey(appId, idempotencyKey), KEYS_KEPT);
    }

    @Override
    public CompletableFuture<Boolean> mayTellCount(
            String appId, ChannelName channel, Duration pause) {
        return claim(Names.told(names.place(appId, channel)), pause);
    }

    private CompletableFuture<Boolean> claim(String key, Duration time) {
        return questions.ask(
                link.run(Script.CLAIM, List.of(key), time.toMillis(), shift.getAsLong()),
                answer -> Answers.number(answer, 0) == 1,
                () -> true);
    }

    @Override
    public CompletableFuture<Boolean> mayTellAbsence(
            String appId,
            ChannelName channel,
            @Nullable String userId,
            long absence,
            String listener) {
        return questions.ask(
                scripts.absence(appId, channel, userId, absence, listener),
                answer -> Answers.number(answer, 0) == 1,
                () -> {
                    throw new IllegalStateException("Redis is away, which knows who came back");
                });
    }

    @Override
    public CompletableFuture<?> settled() {
        return questions.tell(scripts.nodes(), answer -> {});
    }

    @Override
    public void release(String appId, String idempotencyKey) {
        Link.unawaited(link.count(Link.Command.DEL, names.idempotencyKey(appId, idempotencyKey)));
    }

    @Override
    public CompletableFuture<ChannelState> channel(String appId, ChannelName channel) {
        return queries.channel(app(appId), channel);
    }

    @Override
    public CompletableFuture<Map<ChannelName, ChannelState>> channels(String appId, String prefix) {
        return queries.channels(app(appId), prefix);
    }

    @Override
    public CompletableFuture<List<String>> users(String appId, ChannelName channel) {
        return queries.users(app(appId), channel);
    }

    @Override
    public boolean mayPublish(String appId, int events, int perSecond) {
        return rates.take(appId, events, perSecond);
    }

    @Override
    public CompletableFuture<Boolean> connect(String appId, int max) {
        return connections.connect(app(appId), max);
    }

    @Override
    public void disconnect(String appId) {
        connections.disconnect(app(appId));
    }

    @Override
    public CompletableFuture<Integer> connections(String appId) {
        return connections.count(app(appId));
    }

    @Override
    public CompletableFuture<Boolean> signIn(String appId, String userId, SocketId socket) {
        return users.signIn(app(appId), userId, socket);
    }

    @Override
    public CompletableFuture<Boolean> signOut(String appId, String userId, SocketId socket) {
        return users.signOut(app(appId), userId, socket);
    }

    @Override
    public CompletableFuture<Boolean> confirmOffline(String appId, String userId) {
        return users.confirmOffline(app(appId), userId);
    }

    @Override
    public CompletableFuture<Set<String>> online(String appId, Collection<String> userIds) {
        return users.online(app(appId), userIds);
    }

    @Override
    public void purge() {
        // Redis forgets by itself.
    }

    /**
     * This node is among the others: Redis is told what it has.
     *
     * @param remembered false when Redis has lost what it knew
     */
    void enter(boolean remembered) {
        channels.remembers(remembered);
        for (AppShare app : apps.values()) {
            connections.enter(app);
            app.users().forEach(user -> users.signInAgain(app, user));
            app.channels().forEach(channel -> channels.enterAgain(app, channel));
        }
    }

    /** Redis is away: who waits for it is answered by this node alone. */
    void answerAlone() {
        questions.answerAlone();
    }

    /** Tells the members of presence channels anew where somebody may have been missed. */
    void renew() {
        for (AppShare app : apps.values()) {
            for (ChannelName channel : app.channels()) {
                if (channel.kind().presence()) {
                    renewals.renew(app, channel);
                }
            }
        }
    }

    /** Takes out what a dead node has of a channel. */
    CompletableFuture<?> takeOut(String appId, ChannelName channel, String node) {
        return channels.takeOut(app(appId), channel, node);
    }

    /** Takes out a user's connections to a dead node. */
    CompletableFuture<?> takeOut(String appId, String userId, String node) {
        return users.takeOut(app(appId), userId, node);
    }

    /** Takes out the connections of an app to a dead node. */
    void takeOutConnections(String appId, String node) {
        connections.takeOut(app(appId), node);
    }

    /** This node leaves the others; true when it has nothing any more that they must take out. */
    boolean leave(String node) {
        boolean isEmpty = true;
        for (AppShare app : apps.values()) {
            connections.takeOut(app, node);
            isEmpty &= app.channels().isEmpty() && app.users().isEmpty();
        }
        if (isEmpty) {
            Link.unawaited(link.count(Link.Command.DEL, names.apps(node)));
        }
        return isEmpty;
    }

    @Override
    public void close() {
        // What is left is told to others, see leave().
    }
}

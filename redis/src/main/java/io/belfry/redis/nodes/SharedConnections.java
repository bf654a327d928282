package io.belfry.redis.nodes;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * How many connections each app has. Redis lets in those of an app that may only have so many, and
 * is told of others: of the last number at once, and of none in between while it has not answered.
 *
 * <p>Thread-safe: Redis is told inside {@link ConnectionShare#in}.
 */
final class SharedConnections {
    private final Link link;
    private final Names names;
    private final Lease lease;
    private final Questions questions;

    SharedConnections(Link link, Names names, Lease lease, Questions questions) {
        this.link = link;
        this.names = names;
        this.lease = lease;
        this.questions = questions;
    }

    CompletableFuture<Boolean> connect(AppShare app, int max) {
        ConnectionShare share = app.connections();
        return share.in(() -> {
            Lease.Held held = lease.held();
            if (max == 0 || !held.valid()) {
                boolean fits = share.add(max);
                tell(app, held);
                return CompletableFuture.completedFuture(fits);
            }
            if (share.limit(held.term())) {
                Link.unawaited(set(app, held));
            }
            return questions.ask(
                    link.run(
                            Script.CONNECT,
                            List.of(names.connectionsOfApp(app.id())),
                            held.node(),
                            held.until(),
                            max),
                    answer -> Answers.number(answer, 0) == 1 && share.in(() -> share.add(0)),
                    () -> share.in(() -> share.add(max)));
        });
    }

    void disconnect(AppShare app) {
        ConnectionShare share = app.connections();
        var unused =
                share.in(() -> {
                    share.remove();
                    Lease.Held held = lease.held();
                    if (!share.isLimited()) {
                        tell(app, held);
                    } else if (held.valid()) {
                        String key = names.connectionsOfApp(app.id());
                        Link.unawaited(link.count(Link.Command.HINCRBY, key, held.node(), -1));
                    }
                    return held;
                });
    }

    private void tell(AppShare app, Lease.Held held) {
        ConnectionShare share = app.connections();
        if (held.valid() && !share.isLimited() && share.beginsTelling()) {
            set(app, held)
                    .whenComplete((done, failure) ->
                            questions.later(() -> {
                                boolean unused = share.in(() -> told(app, failure == null));
                            }));
        }
    }

    private boolean told(AppShare app, boolean done) {
        boolean isOld = app.connections().endsTelling();
        if (isOld && done) {
            tell(app, lease.held());
        }
        return isOld;
    }

    private CompletionStage<Long> set(AppShare app, Lease.Held held) {
        app.connections().term = held.term();
        Link.unawaited(link.count(Link.Command.SADD, names.apps(held.node()), app.id()));
        return link.count(
                Link.Command.HSET,
                names.connectionsOfApp(app.id()),
                held.node(),
                app.connections().count());
    }

    /** Redis is there: it is told how many there are on this node. */
    void enter(AppShare app) {
        ConnectionShare share = app.connections();
        var unused =
                share.in(() -> {
                    Lease.Held held = lease.held();
                    // Else it has been told, and may just be letting somebody in.
                    if (held.valid() && share.term != held.term()) {
                        Link.unawaited(set(app, held));
                    }
                    return held;
                });
    }

    CompletableFuture<Integer> count(AppShare app) {
        String key = names.connectionsOfApp(app.id());
        return questions.ask(
                link.list(Link.Command.HGETALL, key).thenApply(List::copyOf),
                answer -> othersThan(lease.held().node(), answer) + app.connections().count(),
                () -> app.connections().count());
    }

    private static int othersThan(String node, List<Object> byNode) {
        int all = 0;
        for (int i = 0; i < byNode.size(); i += 2) {
            if (!Answers.text(byNode, i).equals(node)) {
                all += (int) Answers.number(byNode, i + 1);
            }
        }
        return all;
    }

    /** A dead node has none. */
    void takeOut(AppShare app, String node) {
        Link.unawaited(link.count(Link.Command.HDEL, names.connectionsOfApp(app.id()), node));
    }
}

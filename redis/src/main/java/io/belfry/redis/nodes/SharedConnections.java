package io.belfry.redis.nodes;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * How many connections each app has. Of an app that may have any number Redis is told once a
 * second; of others it is asked for each.
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
                return CompletableFuture.completedFuture(share.add(max));
            }
            if (share.limit()) {
                tellAll(app, held);
            }
            return questions.ask(
                    link.run(
                            Script.CONNECT,
                            List.of(names.connectionsOfApp(app.id())),
                            held.node(),
                            held.until(),
                            max),
                    answer -> Answers.number(answer, 0) == 1 && share.in(share::addTold),
                    () -> share.in(() -> share.add(max)));
        });
    }

    void disconnect(AppShare app) {
        ConnectionShare share = app.connections();
        var unused =
                share.in(() -> {
                    share.remove();
                    Lease.Held held = lease.held();
                    if (share.isLimited() && held.valid()) {
                        share.untell();
                        String key = names.connectionsOfApp(app.id());
                        Link.unawaited(link.count(Link.Command.HINCRBY, key, held.node(), -1));
                    }
                    return held;
                });
    }

    private void tellAll(AppShare app, Lease.Held held) {
        Link.unawaited(link.count(Link.Command.SADD, names.apps(held.node()), app.id()));
        Link.unawaited(
                link.count(
                        Link.Command.HSET,
                        names.connectionsOfApp(app.id()),
                        held.node(),
                        app.connections().tellAll()));
    }

    /**
     * Tells Redis how many there are on this node.
     *
     * @param anyway even if it should know
     */
    void tell(AppShare app, boolean anyway) {
        ConnectionShare share = app.connections();
        var unused =
                share.in(() -> {
                    Lease.Held held = lease.held();
                    if (held.valid() && (anyway || !share.isTold())) {
                        tellAll(app, held);
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

package io.belfry.redis.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.protocol.ChannelName;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Takes out what dead nodes have left. Several nodes may do it for the same one: each step is done
 * and told by the one that comes first.
 *
 * <p>Thread-safe: each dead node is looked after by a thread of its own.
 */
final class Reaper {
    private static final Logger LOG = LoggerFactory.getLogger(RedisDeployment.class);
    private static final int AT_ONCE = 200;
    private static final long PATIENCE_SECONDS = 10;

    private final Link link;
    private final Names names;
    private final RedisLedger ledger;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    Reaper(Link link, Names names, RedisLedger ledger) {
        this.link = link;
        this.names = names;
        this.ledger = ledger;
    }

    void reap(List<String> nodes) {
        for (String node : nodes) {
            if (underWay.add(node)) {
                Thread.ofVirtual().name("belfry-reaper").start(() -> reap(node));
            }
        }
    }

    private void reap(String node) {
        try {
            LOG.atInfo().addKeyValue("node", node).log("a node is dead; what it had is taken out");
            for (String app : list(Link.Command.SMEMBERS, names.apps(node))) {
                reap(node, app);
            }
            count(link.count(Link.Command.DEL, names.apps(node)));
            count(link.count(Link.Command.ZREM, names.nodes(), node));
        } catch (RuntimeException e) {
            // The next renewal finds it again.
            LOG.warn("what a dead node had could not be taken out", e);
        } finally {
            underWay.remove(node);
        }
    }

    private void reap(String node, String app) {
        ledger.takeOutConnections(app, node);
        for (String user : list(Link.Command.SMEMBERS, names.users(node, app))) {
            answered(ledger.takeOut(app, user, node));
        }
        count(link.count(Link.Command.DEL, names.users(node, app)));
        String index = names.channels(node, app);
        for (List<String> some = some(index); !some.isEmpty(); some = some(index)) {
            answered(
                    CompletableFuture.allOf(
                            some.stream()
                                    .map(ChannelName::new)
                                    .map(channel -> ledger.takeOut(app, channel, node))
                                    .toArray(CompletableFuture[]::new)));
            count(link.count(Link.Command.ZREM, index, some.toArray()));
        }
    }

    private List<String> some(String index) {
        return list(Link.Command.ZRANGEBYLEX, index, "-", "+", "LIMIT", 0, AT_ONCE);
    }

    private List<String> list(Link.Command command, String key, Object... arguments) {
        return link
                .list(command, key, arguments)
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join()
                .stream()
                .map(each -> new String(each, UTF_8))
                .toList();
    }

    private static void count(CompletionStage<Long> asked) {
        answered(asked.toCompletableFuture());
    }

    private static void answered(CompletableFuture<?> asked) {
        var unused = asked.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}

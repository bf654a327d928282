package io.belfry.redis.nodes;

import io.belfry.protocol.RedisAddress;
import io.belfry.redis.LettuceAddress;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.SlotHash;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * To a Redis Cluster: connections to each server that has slots. What is asked goes to the server
 * that has the slot of its key. No answer that points elsewhere is followed, as what is asked
 * afterwards could overtake it: the link is lost then, looks anew which server has which slots, and
 * the node tells it all that it has, as after any outage.
 *
 * <p>Thread-safe. What is looked up counts only if nothing was looked up after it.
 */
final class ClusterLink implements Link {
    /** Beyond it a lease that has time left on one server might be over on another. */
    private static final long CLOCKS_APART_MICROS = 1_000_000;

    /** For one server to say who has which slots; then another one is asked. */
    private static final long PATIENCE_MILLIS = 500;

    /** The same where nothing is known yet, and nobody waits for anything else. */
    private static final long FIRST_PATIENCE_MILLIS = 2_000;

    private static final Pattern ELSEWHERE =
            Pattern.compile("(?:MOVED|ASK|TRYAGAIN|CLUSTERDOWN|MASTERDOWN|READONLY|LOADING)\\b.*");

    private final RedisConnector connector;
    private final List<RedisAddress> seeds;
    private final Map<RedisAddress, CompletableFuture<SingleLink>> servers =
            new ConcurrentHashMap<>();
    private final Set<String> subscribed = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> leaving = new ConcurrentHashMap<>();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile Slots slots = Slots.NONE;
    private volatile BiConsumer<String, byte[]> messages = (channel, message) -> {};
    private volatile Consumer<String> lost = reason -> {};
    private volatile boolean closed;

    /** Which server has which slot. */
    private record Slots(@Nullable SingleLink[] owners, List<SingleLink> servers) {
        static final Slots NONE = new Slots(new SingleLink[SlotHash.SLOT_COUNT], List.of());
    }

    /**
     * @param seeds servers to begin with
     */
    ClusterLink(RedisConnector connector, List<RedisAddress> seeds) {
        this.connector = connector;
        this.seeds = seeds;
    }

    /** The first of the given servers that can be reached. */
    CompletableFuture<SingleLink> any() {
        return first(seeds, 0, this::server);
    }

    /** What the first place answers that does, beginning with the given one. */
    private <T> CompletableFuture<T> first(
            List<RedisAddress> places,
            int begin,
            Function<RedisAddress, CompletableFuture<T>> ask) {
        long patience = slots.servers.isEmpty() ? FIRST_PATIENCE_MILLIS : PATIENCE_MILLIS;
        CompletableFuture<T> answer =
                ask.apply(places.get(begin % places.size()))
                        .orTimeout(patience, TimeUnit.MILLISECONDS);
        for (int i = 1; i < places.size(); i++) {
            RedisAddress next = places.get((begin + i) % places.size());
            answer =
                    answer.exceptionallyCompose(failure ->
                            ask.apply(next)
                                    .orTimeout(patience, TimeUnit.MILLISECONDS)
                                    .exceptionallyCompose(another ->
                                            CompletableFuture.failedFuture(
                                                    moreTelling(failure, another))));
        }
        return answer;
    }

    private static Throwable moreTelling(Throwable one, Throwable other) {
        boolean isSilence =
                other instanceof TimeoutException || other.getCause() instanceof TimeoutException;
        return isSilence ? one : other;
    }

    private CompletableFuture<SingleLink> server(RedisAddress place) {
        CompletableFuture<SingleLink> link =
                servers.computeIfAbsent(
                        place,
                        name ->
                                connector
                                        .connect(LettuceAddress.of(name), true)
                                        .thenApply(this::attended));
        // Whoever asks next tries again.
        return link.whenComplete(
                        (done, failure) -> {
                            if (failure != null) {
                                servers.remove(place, link);
                            }
                        })
                .copy();
    }

    private SingleLink attended(SingleLink link) {
        link.listen((channel, message) -> messages.accept(channel, message));
        link.lost(reason -> lost(link, reason));
        link.unsubscribed(channel -> unsubscribed(link, channel));
        if (closed) {
            link.close();
        }
        return link;
    }

    private void lost(SingleLink link, String reason) {
        if (slots.servers.contains(link)) {
            lost.accept(reason);
        }
    }

    private void unsubscribed(SingleLink link, String channel) {
        boolean[] wanted = new boolean[1];
        leaving.computeIfPresent(
                channel,
                (name, times) -> {
                    wanted[0] = true;
                    return times == 1 ? null : times - 1;
                });
        if (!wanted[0] && subscribed.contains(channel)) {
            // Its slot lies elsewhere by now.
            lost(link, "slots have moved");
        }
    }

    @Override
    public void listen(BiConsumer<String, byte[]> messages) {
        this.messages = messages;
    }

    @Override
    public void lost(Consumer<String> lost) {
        this.lost = lost;
    }

    @Override
    public CompletionStage<List<Object>> run(
            Script script, List<String> keys, Object... arguments) {
        return at(keys.getFirst(), server -> server.run(script, keys, arguments));
    }

    @Override
    public CompletionStage<Long> count(Command command, String key, Object... arguments) {
        return at(key, server -> server.count(command, key, arguments));
    }

    @Override
    public CompletionStage<List<byte[]>> list(Command command, String key, Object... arguments) {
        return at(key, server -> server.list(command, key, arguments));
    }

    @Override
    public CompletionStage<Long> publish(String channel, byte[] message) {
        return at(channel, server -> server.publish(channel, message));
    }

    @Override
    public CompletionStage<?> subscribe(String channel) {
        subscribed.add(channel);
        return at(channel, server -> server.subscribe(channel));
    }

    @Override
    public void unsubscribe(String channel) {
        subscribed.remove(channel);
        SingleLink server = slots.owners[SlotHash.getSlot(channel)];
        if (server != null) {
            leaving.merge(channel, 1, Integer::sum);
            server.unsubscribe(channel);
        }
    }

    @Override
    public CompletionStage<Long> subscribers(String channel) {
        return at(channel, server -> server.subscribers(channel));
    }

    private <T> CompletionStage<T> at(
            String key, Function<SingleLink, ? extends CompletionStage<T>> ask) {
        int slot = SlotHash.getSlot(key);
        SingleLink server = slots.owners[slot];
        if (server == null) {
            return CompletableFuture.failedFuture(
                    new RedisException("no server of the cluster has slot " + slot));
        }
        CompletionStage<T> answer = ask.apply(server);
        return answer.whenComplete((value, failure) -> {
            if (failure != null && liesElsewhere(failure)) {
                lost.accept(failure.getMessage());
            }
        });
    }

    private static boolean liesElsewhere(Throwable failure) {
        String message = failure.getMessage();
        return message != null && ELSEWHERE.matcher(message).matches();
    }

    @Override
    public CompletionStage<?> settle() {
        int look = looks.incrementAndGet();
        return first(candidates(), look, this::ranges)
                .thenCompose(this::connected)
                .thenCompose(found -> {
                    adopt(look, found);
                    return all(found.servers.stream().map(SingleLink::settle));
                })
                .thenCompose(settled -> inStep(slots.servers))
                .thenCompose(settled ->
                        all(
                                subscribed.stream()
                                        .map(channel ->
                                                at(channel, server -> server.subscribe(channel)))));
    }

    /** Those that are known first, as the cluster may have left those it began with. */
    private List<RedisAddress> candidates() {
        return Stream.concat(servers.keySet().stream(), seeds.stream()).distinct().toList();
    }

    private CompletableFuture<List<ClusterSlots.Range>> ranges(RedisAddress place) {
        return server(place)
                .thenCompose(SingleLink::slots)
                .thenApply(answer -> ClusterSlots.read(answer, place));
    }

    private CompletableFuture<Slots> connected(List<ClusterSlots.Range> ranges) {
        List<RedisAddress> places =
                ranges.stream().map(ClusterSlots.Range::server).distinct().toList();
        return all(places.stream().map(this::server))
                .thenApply(done -> {
                    SingleLink[] owners = new SingleLink[SlotHash.SLOT_COUNT];
                    for (ClusterSlots.Range range : ranges) {
                        SingleLink server = server(range.server()).join();
                        for (int i = range.first(); i <= range.last(); i++) {
                            owners[i] = server;
                        }
                    }
                    List<SingleLink> all =
                            places.stream().map(place -> server(place).join()).toList();
                    return new Slots(owners, all);
                });
    }

    private void adopt(int look, Slots found) {
        if (look != looks.get()) {
            throw new RedisException("the cluster was looked at again meanwhile");
        }
        leaving.clear();
        slots = found;
        servers.forEach((place, link) -> {
            if (link.isDone()
                    && !link.isCompletedExceptionally()
                    && !found.servers.contains(link.join())) {
                servers.remove(place, link);
                link.join().close();
            }
        });
    }

    private static CompletableFuture<?> inStep(List<SingleLink> servers) {
        List<CompletableFuture<Long>> times = new ArrayList<>();
        servers.forEach(server -> times.add(server.micros().toCompletableFuture()));
        return all(times.stream())
                .thenAccept(done -> {
                    long[] micros =
                            times.stream().mapToLong(CompletableFuture::join).sorted().toArray();
                    long apart = micros[micros.length - 1] - micros[0];
                    if (apart > CLOCKS_APART_MICROS) {
                        throw new RedisException(
                                "the clocks of its servers are %d ms apart; keep them within a"
                                                .formatted(TimeUnit.MICROSECONDS.toMillis(apart))
                                        + " second of each other");
                    }
                });
    }

    @Override
    public CompletionStage<?> answer() {
        return all(slots.servers.stream().map(SingleLink::ping));
    }

    private static CompletableFuture<?> all(Stream<? extends CompletionStage<?>> asked) {
        return CompletableFuture.allOf(
                asked.map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }

    @Override
    public boolean isOneServer() {
        return false;
    }

    @Override
    public String publishing() {
        return "SPUBLISH";
    }

    @Override
    public void close() {
        closed = true;
        slots = Slots.NONE;
        servers.values().forEach(link -> Link.unawaited(link.thenAccept(SingleLink::close)));
    }
}

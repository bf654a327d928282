package io.belfry.redis.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.hub.publish.ChannelState;
import io.belfry.protocol.ChannelName;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** What the HTTP API asks about channels. Thread-safe. */
final class ChannelQueries {
    private final ChannelScripts scripts;
    private final Questions questions;

    ChannelQueries(ChannelScripts scripts, Questions questions) {
        this.scripts = scripts;
        this.questions = questions;
    }

    CompletableFuture<ChannelState> channel(AppShare app, ChannelName channel) {
        return questions.ask(
                scripts.state(app.id(), channel),
                answer ->
                        new ChannelState(
                                (int) Answers.number(answer, 0),
                                (int) Answers.number(answer, 1),
                                Answers.cached(answer, 3)),
                () -> app.in(channel, ChannelShare::state));
    }

    CompletableFuture<List<String>> users(AppShare app, ChannelName channel) {
        return questions.ask(
                scripts.users(app.id(), channel),
                ChannelQueries::texts,
                () -> app.in(channel, ChannelShare::users));
    }

    private static List<String> texts(List<Object> answer) {
        return answer.stream().map(each -> new String((byte[]) each, UTF_8)).toList();
    }

    CompletableFuture<Map<ChannelName, ChannelState>> channels(AppShare app, String prefix) {
        return questions
                .ask(scripts.nodes(), ChannelQueries::texts, () -> List.<String>of())
                .thenCompose(nodes -> names(app, nodes, prefix))
                .thenCompose(names -> states(app, names));
    }

    /** The channels on which some node has subscriptions, and perhaps some that are empty now. */
    private CompletableFuture<Set<String>> names(AppShare app, List<String> nodes, String prefix) {
        Set<String> here = new TreeSet<>();
        for (ChannelName channel : app.channels()) {
            if (channel.value().startsWith(prefix)) {
                here.add(channel.value());
            }
        }
        CompletableFuture<Set<String>> all = CompletableFuture.completedFuture(here);
        for (String node : nodes) {
            CompletableFuture<List<String>> there =
                    questions.ask(
                            scripts.channels(node, app.id(), prefix),
                            ChannelQueries::texts,
                            () -> List.<String>of());
            all =
                    all.thenCombine(
                            there,
                            (sum, some) -> {
                                sum.addAll(some);
                                return sum;
                            });
        }
        return all;
    }

    private CompletableFuture<Map<ChannelName, ChannelState>> states(
            AppShare app, Set<String> names) {
        Map<ChannelName, CompletableFuture<ChannelState>> asked = new HashMap<>();
        for (String name : names) {
            ChannelName channel = new ChannelName(name);
            asked.put(channel, channel(app, channel));
        }
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .thenApply(done -> {
                    Map<ChannelName, ChannelState> occupied = new HashMap<>();
                    asked.forEach((channel, answer) -> {
                        ChannelState state = answer.join();
                        if (state.occupied()) {
                            occupied.put(channel, state);
                        }
                    });
                    return occupied;
                });
    }
}

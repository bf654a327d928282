package io.belfry.bench.whole;

import io.belfry.bench.whole.Trials.Column;
import io.belfry.bench.whole.Trials.Trial;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What was measured of one row, and the table it makes. For one thread. */
final class Results {
    private final Trial trial;
    private final Map<Peer, Figures> peers = new EnumMap<>(Peer.class);

    Results(Trial trial) {
        this.trial = trial;
    }

    Figures of(Peer peer) {
        return peers.computeIfAbsent(peer, any -> new Figures());
    }

    /** The table with its target before, ratio and remarks behind. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        if (!trial.heading().equals(trial.scenario())) {
            text.append('`').append(trial.scenario()).append("`\n\n");
        }
        if (!trial.target().isEmpty()) {
            text.append("Target: ").append(trial.target()).append(".\n\n");
        }
        text.append("| |");
        trial.columns().forEach(column -> text.append(' ').append(column.label()).append(" |"));
        text.append("\n|---|").append("---:|".repeat(trial.columns().size())).append('\n');
        peers.forEach((peer, figures) -> {
            text.append("| ").append(peer.shown()).append(" |");
            for (Column column : trial.columns()) {
                text.append(' ').append(figures.shown(column.key())).append(" |");
            }
            text.append('\n');
        });
        ratio(text);
        peers.forEach((peer, figures) ->
                figures.remarks()
                        .forEach(remark ->
                                text.append("\n- ")
                                        .append(peer.shown())
                                        .append(": ")
                                        .append(remark)));
        return text.append('\n').toString();
    }

    private void ratio(StringBuilder page) {
        Figures hub = peers.get(Peer.HUB);
        Figures floor = peers.get(Peer.FLOOR);
        String key = trial.columns().getFirst().key();
        if (hub == null || floor == null || !key.startsWith("server_cpu")) {
            return;
        }
        page.append(
                String.format(
                        Locale.ROOT,
                        "%nBelfry takes %.2f × the processor time of bare Netty.%n",
                        hub.median(key) / floor.median(key)));
    }
}

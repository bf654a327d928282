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
                text.append(' ').append(cell(figures, column.key())).append(" |");
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

    /** Median, and from where to where the rounds went. */
    private static String cell(Figures figures, String key) {
        double median = figures.median(key);
        if (Double.isNaN(median)) {
            return "";
        }
        String middle = number(median);
        String least = number(figures.least(key));
        String most = number(figures.most(key));
        return least.equals(most) ? middle : middle + " (" + least + "–" + most + ")";
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

    private static String number(double value) {
        if (value == Math.rint(value) || Math.abs(value) >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.2f", value);
    }
}

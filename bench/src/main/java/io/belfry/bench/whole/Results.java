package io.belfry.bench.whole;

import io.belfry.bench.whole.Trials.Column;
import io.belfry.bench.whole.Trials.Trial;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** All that was measured, and the page it makes. For one thread. */
final class Results {
    private final Map<Trial, Map<Peer, Figures>> all = new LinkedHashMap<>();

    Figures of(Trial trial, Peer peer) {
        return all.computeIfAbsent(trial, any -> new EnumMap<>(Peer.class))
                .computeIfAbsent(peer, any -> new Figures());
    }

    /** The tables, one for each trial. */
    String markdown() {
        StringBuilder page = new StringBuilder();
        all.forEach((trial, peers) -> table(page, trial, peers));
        return page.toString();
    }

    private static void table(StringBuilder page, Trial trial, Map<Peer, Figures> peers) {
        page.append("\n### ").append(trial.scenario()).append("\n\n");
        if (!trial.target().isEmpty()) {
            page.append("Target: ").append(trial.target()).append(".\n\n");
        }
        page.append("| |");
        trial.columns().forEach(column -> page.append(' ').append(column.label()).append(" |"));
        page.append("\n|---|").append("---:|".repeat(trial.columns().size())).append('\n');
        peers.forEach((peer, figures) -> {
            page.append("| ").append(peer.shown()).append(" |");
            for (Column column : trial.columns()) {
                page.append(' ').append(cell(figures, column.key())).append(" |");
            }
            page.append('\n');
        });
        ratio(page, trial, peers);
        peers.forEach((peer, figures) ->
                figures.remarks()
                        .forEach(remark ->
                                page.append("\n- ")
                                        .append(peer.shown())
                                        .append(": ")
                                        .append(remark)));
        page.append('\n');
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

    private static void ratio(StringBuilder page, Trial trial, Map<Peer, Figures> peers) {
        Figures hub = peers.get(Peer.HUB);
        Figures floor = peers.get(Peer.FLOOR);
        if (hub == null || floor == null) {
            return;
        }
        String key = trial.columns().getFirst().key();
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

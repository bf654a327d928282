package io.belfry.load.report;

import java.util.List;
import java.util.Locale;

/**
 * Lines over two axes, as SVG that fits any width while its texts keep their size: the grid is
 * placed in percent, and the lines are stretched over it.
 *
 * <p>Immutable.
 *
 * @param heading above the chart
 * @param spoken what it shows, for who cannot see it
 * @param across the axis from left to right
 * @param up the axis from bottom to top
 */
record LineChart(String heading, String spoken, Axis across, Axis up, List<Line> lines) {
    private static final int SIDE = 1000;
    private static final int LOOKS = 6;

    LineChart {
        lines = List.copyOf(lines);
    }

    /**
     * One line; it is interrupted where a point has no value.
     *
     * <p>Immutable.
     */
    record Line(String label, List<Point> points) {
        Line {
            points = List.copyOf(points);
        }
    }

    /**
     * One value of a line.
     *
     * @param y NaN when there is none
     */
    record Point(double x, double y) {}

    /** Puts the chart, its heading and its legend into a page. */
    void writeTo(Html page) {
        page.open("figure", "class", "card").open("figcaption").element("h2", heading);
        legend(page);
        page.close();
        page.open("div", "class", "chart");
        page.open("svg", "role", "img", "class", "plot").element("title", spoken);
        ticksUp(page);
        ticksAcross(page);
        lines(page);
        page.close().close().closeLine();
    }

    private void legend(Html page) {
        if (lines.size() == 1 && lines.getFirst().label().equals(heading)) {
            return;
        }
        page.open("ul", "class", "legend");
        for (int i = 0; i < lines.size(); i++) {
            page.open("li");
            page.open("svg", "class", "key", "aria-hidden", "true");
            page.element("line", "", "class", look(i), "x2", "100%", "y1", "50%", "y2", "50%");
            page.close().text(lines.get(i).label()).close();
        }
        page.close();
    }

    private static String look(int line) {
        return "line look" + line % LOOKS;
    }

    private void ticksUp(Html page) {
        page.element("text", up.caption(), "class", "caption", "x", "0", "dx", "-48", "dy", "-16");
        for (Axis.Tick each : up.ticks()) {
            String y = percent(1 - up.place(each.value()));
            page.element("line", "", "class", "grid", "x2", "100%", "y1", y, "y2", y);
            page.element("text", each.label(), "class", "up", "y", y, "dx", "-8", "dy", "4");
        }
    }

    private void ticksAcross(Html page) {
        for (Axis.Tick each : across.ticks()) {
            String x = percent(across.place(each.value()));
            page.element("line", "", "class", "grid", "x1", x, "x2", x, "y2", "100%");
            page.element("text", each.label(), "class", "across", "x", x, "y", "100%", "dy", "20");
        }
        page.element(
                "text",
                across.caption(),
                "class",
                "caption end",
                "x",
                "100%",
                "y",
                "100%",
                "dy",
                "38");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share * 100);
    }

    private void lines(Html page) {
        page.open(
                "svg",
                "viewBox",
                "0 0 %1$d %1$d".formatted(SIDE),
                "preserveAspectRatio",
                "none",
                "class",
                "lines");
        for (int i = 0; i < lines.size(); i++) {
            page.element("path", "", "class", look(i), "d", path(lines.get(i)));
        }
        page.close();
    }

    /** Each stretch begins with a line of no length, so that a point on its own is a dot. */
    private String path(Line line) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (Point each : line.points()) {
            boolean there = Double.isFinite(each.y());
            if (there) {
                path.append(drawing ? 'L' : 'M').append(place(each)).append(drawing ? "" : "h0");
            }
            drawing = there;
        }
        return path.toString();
    }

    private String place(Point point) {
        return String.format(
                Locale.ROOT,
                "%.1f,%.1f",
                across.place(point.x()) * SIDE,
                (1 - up.place(point.y())) * SIDE);
    }
}

package io.belfry.load.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of cells, each column as wide as its widest cell.
 *
 * <p>Not thread-safe; lives for one rendering.
 */
final class TextTable {
    private static final String GAP = "  ";

    private final String alignment;
    private final int[] widths;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * @param alignment one letter for each column: {@code l} for left, {@code r} for right
     */
    TextTable(String alignment) {
        this.alignment = alignment;
        this.widths = new int[alignment.length()];
    }

    void row(List<String> cells) {
        for (int column = 0; column < widths.length; column++) {
            widths[column] = Math.max(widths[column], cells.get(column).length());
        }
        rows.add(List.copyOf(cells));
    }

    /** All rows, each with the end of its line. */
    String text() {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(line(row)).append('\n'));
        return text.toString();
    }

    private String line(List<String> row) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < widths.length; column++) {
            cells.add(aligned(row.get(column), column));
        }
        return String.join(GAP, cells).stripTrailing();
    }

    private String aligned(String cell, int column) {
        String space = " ".repeat(widths[column] - cell.length());
        return alignment.charAt(column) == 'l' ? cell + space : space + cell;
    }
}

package io.belfry.load.report;

import java.util.List;

/**
 * A table of a page: the first cell of each row names it, the others are numbers or texts.
 *
 * <p>Not thread-safe; lives for one rendering.
 */
final class HtmlTable {
    private final Html page;
    private final String classOfCells;

    private HtmlTable(Html page, String classOfCells) {
        this.page = page;
        this.classOfCells = classOfCells;
    }

    /** Opens a table of numbers, which {@link #end} closes. It scrolls when it is too wide. */
    static HtmlTable ofNumbers(Html page, String heading) {
        return begun(page, heading, "number");
    }

    /** Opens a table of texts, which {@link #end} closes. */
    static HtmlTable ofTexts(Html page, String heading) {
        return begun(page, heading, "words");
    }

    private static HtmlTable begun(Html page, String heading, String classOfCells) {
        page.open("section", "class", "card").element("h2", heading);
        page.open(
                "div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", heading);
        page.open("table", "class", classOfCells);
        return new HtmlTable(page, classOfCells);
    }

    void head(List<String> columns) {
        page.open("thead").open("tr");
        for (int i = 0; i < columns.size(); i++) {
            page.element("th", columns.get(i), "scope", "col", "class", i == 0 ? "" : classOfCells);
        }
        page.close().close();
    }

    void row(String name, List<String> cells) {
        page.open("tr").element("th", name, "scope", "row");
        cells.forEach(each -> page.element("td", each, "class", classOfCells));
        page.closeLine();
    }

    void end() {
        page.close().close().closeLine();
    }
}

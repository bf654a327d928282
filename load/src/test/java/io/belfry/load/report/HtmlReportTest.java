package io.belfry.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

/** What a browser is given. */
class HtmlReportTest {
    private final GivenReport given = GivenReport.ofRun();

    private String html() {
        return HtmlReport.render(given.report());
    }

    /** The page is so written that a parser of XML takes it, too, which forgives nothing. */
    private Document page() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html())));
    }

    private static List<Element> all(Document page, String tag) {
        NodeList found = page.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static List<String> texts(Document page, String tag) {
        return all(page, tag).stream().map(Element::getTextContent).toList();
    }

    private static List<Element> images(Document page) {
        return all(page, "svg").stream()
                .filter(each -> each.getAttribute("role").equals("img"))
                .toList();
    }

    @Test
    void the_page_shows_all_there_is() throws Exception {
        Document page = page();

        assertThat(texts(page, "h1")).containsExactly("fanout");
        assertThat(texts(page, "h2"))
                .containsExactly(
                        "before you trust the figures",
                        "open connections",
                        "delivered",
                        "latency by percentile",
                        "distributions, in ms",
                        "all figures",
                        "settings",
                        "machine");
        assertThat(texts(page, "td")).contains("84,210 /s", "123.5", "1000", "25.0.1");
    }

    @Test
    void a_partial_run_says_so_above_all_figures() {
        assertThat(html()).contains(">complete<").doesNotContain("PARTIAL");

        given.partial = "the server closed 12 connections";

        assertThat(html())
                .doesNotContain(">complete<")
                .containsSubsequence("PARTIAL", given.partial, "class=\"tiles\"");
    }

    @Test
    void text_of_others_is_escaped() throws Exception {
        String markup = "<script>alert('&\"')</script>";
        given.target = markup;
        given.partial = markup;
        given.settings.put(markup, markup);
        given.machine.put(markup, markup);
        given.remarks.add(markup);
        given.figures.addFirst(new Figure("f", markup, 1, markup));
        given.series.add(new Series("s", markup, markup, List.of(1.0)));
        given.series.add(new Series("t", markup, markup, List.of(1.0)));

        Document page = page();

        assertThat(all(page, "script")).isEmpty();
        assertThat(page.getDocumentElement().getTextContent()).contains(markup);
    }

    @Test
    void the_page_fetches_nothing() throws Exception {
        assertThat(html())
                .contains("default-src 'none'; style-src 'unsafe-inline'")
                .doesNotContain("src=", "href=", "url(", "@import", "<script");
    }

    @Test
    void every_chart_tells_in_words_what_it_shows() throws Exception {
        assertThat(images(page()))
                .extracting(each -> each.getFirstChild().getTextContent())
                .containsExactly(
                        "open connections over 3 seconds: from 1 to 1,000, 500.5 on average",
                        "delivered over 3 seconds: from 80,000 to 84,000 /s, 82,000 /s on average",
                        "delivery latency: half within 0.812 ms, 99 percent within 12.35 ms, the"
                                + " longest 1,235 ms");
    }

    @Test
    void every_head_of_a_table_says_what_it_heads() throws Exception {
        assertThat(all(page(), "th"))
                .allMatch(each -> List.of("row", "col").contains(each.getAttribute("scope")));
    }

    @Test
    void a_report_of_nothing_is_still_a_page() throws Exception {
        String html = HtmlReport.render(new GivenReport().report());

        assertThat(html).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    }
}

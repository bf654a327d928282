package io.belfry.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HtmlTest {
    private final Html page = new Html();

    @Test
    void elements_are_closed_from_the_inside_out() {
        page.open("ul", "class", "a").element("li", "one").close();

        assertThat(page.end()).isEqualTo("<ul class=\"a\"><li>one</li></ul>");
    }

    @Test
    void a_text_cannot_leave_its_place() {
        page.element("p", "<b>&\"'", "title", "\"><b>");

        assertThat(page.end())
                .isEqualTo("<p title=\"&quot;&gt;&lt;b&gt;\">&lt;b&gt;&amp;&quot;&#39;</p>");
    }

    @Test
    void what_no_page_may_contain_is_shown_as_unreadable() {
        assertThat(page.text("a\u0000b\u001bc\ud800d😀\n").end()).isEqualTo("a�b�c�d😀\n");
    }

    @Test
    void a_page_with_an_open_element_is_not_finished() {
        page.open("p");

        assertThatThrownBy(page::end).hasMessage("still open: [p]");
    }
}

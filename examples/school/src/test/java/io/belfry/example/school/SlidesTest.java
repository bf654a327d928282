package io.belfry.example.school;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.testkit.HubClient;
import io.belfry.testkit.Visitor;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** What many see at once. */
class SlidesTest {
    private static final int PAGES = 500;

    @Test
    void a_slide_reaches_five_hundred_pages() throws Exception {
        List<HubClient> pages = new ArrayList<>();
        try (var school = GivenSchool.inMemory();
                Visitor ines = school.signedIn("ines")) {
            for (int i = 0; i < PAGES; i++) {
                pages.add(school.hubClient().subscribes("private-course.1"));
            }
            var answer = ines.posts("/api/lessons/1/slide", "{\"slide\": 2}");
            assertThat(answer.statusCode()).isEqualTo(200);
            for (HubClient page : pages) {
                assertThat(page.sees("SlideShown").toString()).contains("version");
            }
            pages.forEach(HubClient::close);
        }
    }
}

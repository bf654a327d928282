package io.belfry.spring;

import static io.belfry.spring.Page.FORM;
import static io.belfry.spring.Page.JSON;
import static io.belfry.spring.Page.TOKEN;
import static io.belfry.spring.Page.answer;
import static io.belfry.spring.Page.as;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.ClassUtils;

import reactor.core.publisher.Hooks;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;

/**
 * A whole application with Spring WebFlux, Spring Security and reactive transactions, over real
 * sockets. Runs without Spring MVC and servlets on the class path.
 */
@Tag("webflux-alone")
class ReactiveShopApplicationTest {
    private static GivenApplication application;
    private static Page page;

    @BeforeAll
    static void start() {
        application = GivenApplication.of(ReactiveShopApplication.class);
        page = application.page();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void there_are_no_servlets() {
        assertThat(ClassUtils.isPresent("jakarta.servlet.Servlet", null)).isFalse();
        assertThat(ClassUtils.isPresent("org.springframework.web.servlet.DispatcherServlet", null))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ada, private-orders.7, 200",
        "ada, private-orders.8, 403",
        "bob, private-orders.7, 403",
        "ada, private-desk, 200",
        "bob, private-desk, 403",
        "'', private-orders.7, 403",
        "'', presence-room.1, 403",
        "ada, private-unknown, 403",
        "ada, private-a:b, 400",
    })
    void rules_decide_off_the_event_loops_and_see_who_it_is(String user, String channel, int status)
            throws Exception {
        HttpResponse<String> response = page.asks(user, "1.2", channel);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void json_is_understood_too_and_several_channels_are_answered_at_once() throws Exception {
        String body =
                "{\"socket_id\":\"1.2\",\"channel_names\":[\"private-orders.7\",\"private-orders.8\"]}";
        HttpResponse<String> response =
                answer(as("ada", page.post("/broadcasting/auth", JSON, body)));
        JsonNode channels = JsonMapper.shared().readTree(response.body()).path("channels");
        assertThat(channels.path("private-orders.7").path("status").intValue()).isEqualTo(200);
        assertThat(channels.path("private-orders.8").path("status").intValue()).isEqualTo(403);
    }

    @Test
    void a_form_that_a_filter_has_read_is_understood_with_a_query_too() throws Exception {
        String form = "channel_name=private-orders.7&_csrf=" + TOKEN;
        var request =
                page.unguarded("/broadcasting/auth?socket_id=1.2", FORM, form)
                        .header("Cookie", "XSRF-TOKEN=" + TOKEN);
        assertThat(answer(as("ada", request)).statusCode()).isEqualTo(200);
    }

    @Test
    void what_cannot_be_read_is_said() throws Exception {
        HttpResponse<String> large =
                answer(
                        as(
                                "ada",
                                page.post(
                                        "/broadcasting/auth",
                                        JSON,
                                        "{\"socket_id\":\"" + "1".repeat(60_000) + "\"}")));
        assertThat(large.statusCode()).isEqualTo(400);
        assertThat(large.body()).contains("more than 50000 bytes");

        HttpResponse<String> empty = answer(as("ada", page.post("/broadcasting/auth", JSON, "")));
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(empty.body()).contains("no JSON object");

        HttpResponse<String> nobody = page.asks("ada", "nobody", "private-orders.7");
        assertThat(nobody.statusCode()).isEqualTo(400);
        assertThat(nobody.body()).contains("socket_id");
    }

    @Test
    void a_foreign_site_gets_nothing() throws Exception {
        HttpResponse<String> response =
                answer(
                        as(
                                "ada",
                                page.unguarded(
                                        "/broadcasting/auth",
                                        FORM,
                                        "socket_id=1.2&channel_name=private-orders.7")));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).doesNotContain("shop-key");
    }

    @Test
    void a_connection_is_signed_in_as_the_user_of_the_request() throws Exception {
        try (HubClient client = application.client()) {
            String form = "socket_id=" + client.socketId();
            HttpResponse<String> response =
                    answer(as("bob", page.post("/broadcasting/user-auth", FORM, form)));
            client.sends("pusher:signin", response.body());
            assertThat(client.sees("pusher:signin_success").data().toString()).contains("bob");
        }
        assertThat(answer(page.post("/broadcasting/user-auth", FORM, "socket_id=1.2")).statusCode())
                .isEqualTo(403);
    }

    /** Two pages that follow an order, of which the first makes a request. */
    private static void othersHear(String path) throws Exception {
        try (HubClient own = application.client();
                HubClient other = application.client()) {
            own.subscribes("private-orders.7");
            other.subscribes("private-orders.7");
            HttpResponse<String> response =
                    answer(
                            as("ada", page.post(path, FORM, ""))
                                    .header("x-socket-id", own.socketId().value()));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(other.sees("order.shipped").data().toString()).isEqualTo("{\"order\":7}");
            own.seesNothingMore();
        }
    }

    @Test
    void a_page_does_not_hear_what_it_did_itself() throws Exception {
        othersHear("/orders/7/ship");
    }

    @Test
    void with_automatic_propagation_the_plain_broadcaster_knows_the_page_too() throws Exception {
        Hooks.enableAutomaticContextPropagation();
        try {
            othersHear("/orders/7/ship-in-thread");
        } finally {
            Hooks.disableAutomaticContextPropagation();
        }
    }

    @Test
    void what_is_broadcast_in_a_reactive_transaction_waits_for_its_commit() throws Exception {
        try (HubClient client = application.client()) {
            client.subscribes("private-orders.1").subscribes("private-orders.2");

            answer(as("ada", page.post("/orders/1/fail", FORM, "")));
            answer(as("ada", page.post("/orders/2/pay", FORM, "")));

            client.sees("before", "private-orders.2");
            client.sees("order.shipped", "private-orders.2");
            client.seesNothingMore();
        }
    }

    @Test
    void connections_end_after_the_commit_of_a_reactive_transaction_and_not_after_a_rollback()
            throws Exception {
        try (HubClient ann = application.client().signsIn("{\"id\":\"ann\"}");
                HubClient ben = application.client().signsIn("{\"id\":\"ben\"}")) {
            answer(as("ada", page.post("/users/ann/block?fails=true", FORM, "")));
            answer(as("ada", page.post("/users/ben/block?fails=false", FORM, "")));

            assertThat(ben.seesError(4009)).isNotNull();
            ben.closedWith(4009);
            ann.seesNothingMore();
        }
    }
}

package io.belfry.spring;

import static io.belfry.spring.Page.FORM;
import static io.belfry.spring.Page.TOKEN;
import static io.belfry.spring.Page.answer;
import static io.belfry.spring.Page.as;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * A whole application with Spring MVC, Spring Security, a database and a hub, over real sockets.
 */
class ShopApplicationTest {
    private static GivenApplication application;
    private static Page page;

    @BeforeAll
    static void start() {
        application =
                GivenApplication.of(
                        ShopApplication.class,
                        "belfry.queue.kind=outbox",
                        "spring.datasource.url=jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1");
        page = application.page();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    // checks 139, 142
    @ParameterizedTest
    @CsvSource({
        "ada, private-orders.7, 200",
        "ada, private-orders.8, 403",
        "ada, private-orders.x, 403",
        "bob, private-orders.7, 403",
        "ada, private-invoices.7, 200",
        "bob, private-invoices.7, 403",
        "ada, private-desk, 200",
        "bob, private-desk, 403",
        "bob, private-user.bob, 200",
        "bob, private-user.ada, 403",
        "'', private-orders.7, 403",
        "ada, private-unknown, 403",
        "ada, private-a:b, 400",
    })
    void rules_of_beans_and_in_code_decide(String user, String channel, int status)
            throws Exception {
        HttpResponse<String> response = page.asks(user, "1.2", channel);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void a_rule_may_be_one_of_a_bean_for_each_request() throws Exception {
        for (String tenant : new String[] {"blue", "red"}) {
            String form = "socket_id=1.2&channel_name=private-tenant.blue";
            HttpRequest.Builder request = as("ada", page.post("/broadcasting/auth", FORM, form));
            assertThat(answer(request.header("X-Tenant", tenant)).statusCode())
                    .isEqualTo(tenant.equals("blue") ? 200 : 403);
        }
    }

    @Test
    void json_is_understood_too_and_several_channels_are_answered_at_once() throws Exception {
        String body =
                "{\"socket_id\":\"1.2\",\"channel_names\":[\"private-orders.7\",\"private-orders.8\"]}";
        HttpResponse<String> response =
                answer(as("ada", page.post("/broadcasting/auth", "application/json", body)));
        JsonNode channels = JsonMapper.shared().readTree(response.body()).path("channels");
        assertThat(channels.path("private-orders.7").path("status").intValue()).isEqualTo(200);
        assertThat(channels.path("private-orders.8").path("status").intValue()).isEqualTo(403);
    }

    @Test
    void a_form_that_a_filter_has_read_is_understood_with_a_query_too() throws Exception {
        String form = "socket_id=1.2&channel_name=private-orders.7&_csrf=" + TOKEN;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + page.port()
                                                + "/broadcasting/auth?v=1"))
                        .header("Content-Type", FORM)
                        .header("Cookie", "XSRF-TOKEN=" + TOKEN)
                        .POST(HttpRequest.BodyPublishers.ofString(form));
        assertThat(answer(as("ada", request)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_body_that_is_too_large_is_not_read() throws Exception {
        String body = "{\"socket_id\":\"" + "1".repeat(60_000) + "\"}";
        HttpResponse<String> response =
                answer(as("ada", page.post("/broadcasting/auth", "application/json", body)));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("more than 50000 bytes");
    }

    @Test
    void a_foreign_site_gets_nothing() throws Exception {
        HttpRequest.Builder foreign =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:" + page.port() + "/broadcasting/auth"))
                        .header("Content-Type", FORM)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "socket_id=1.2&channel_name=private-orders.7"));
        HttpResponse<String> response = answer(as("ada", foreign));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).doesNotContain("shop-key");
    }

    // check 134
    @Test
    void who_may_hears_what_others_did_and_not_what_they_did_themselves() throws Exception {
        try (HubClient own = application.client();
                HubClient other = application.client()) {
            for (HubClient each : new HubClient[] {own, other}) {
                JsonNode answer =
                        JsonMapper.shared()
                                .readTree(
                                        page.asks(
                                                        "ada",
                                                        each.socketId().value(),
                                                        "private-orders.7")
                                                .body());
                each.asksFor("private-orders.7", answer.path("auth").stringValue(), null);
                each.sees("pusher_internal:subscription_succeeded");
            }
            HttpRequest.Builder ship = as("ada", page.post("/orders/7/ship", FORM, ""));
            answer(ship.header("x-socket-id", own.socketId().value()));

            assertThat(other.sees("order.shipped").data().toString()).isEqualTo("{\"order\":7}");
            own.seesNothingMore();
        }
    }

    // check 137
    @Test
    void application_events_go_out_by_themselves_and_only_when_the_transaction_commits()
            throws Exception {
        try (HubClient client = application.client()) {
            client.subscribes("private-orders.1").subscribes("private-orders.2");

            answer(as("ada", page.post("/orders/1/fail", FORM, "")));
            answer(as("ada", page.post("/orders/2/publish", FORM, "")));

            client.sees("order.shipped", "private-orders.2");
            client.seesNothingMore();
        }
    }

    @Test
    void a_listener_that_waits_for_the_commit_can_broadcast() throws Exception {
        try (HubClient client = application.client()) {
            client.subscribes("private-orders.3");
            answer(as("ada", page.post("/orders/3/pay", FORM, "")));
            client.sees("order.paid", "private-orders.3");
        }
    }

    // check 141
    @Test
    void a_presence_channel_shows_what_the_rule_says() throws Exception {
        JsonNode answer =
                JsonMapper.shared().readTree(page.asks("ada", "1.2", "presence-room.1").body());
        JsonNode data = JsonMapper.shared().readTree(answer.path("channel_data").stringValue());
        assertThat(data.path("user_id").stringValue()).isEqualTo("ada");
        assertThat(data.path("user_info").path("agent").booleanValue()).isTrue();
    }

    // check 144
    @Test
    void a_connection_is_signed_in_as_the_user_of_the_request() throws Exception {
        try (HubClient client = application.client()) {
            HttpResponse<String> response =
                    answer(
                            as(
                                    "bob",
                                    page.post(
                                            "/broadcasting/user-auth",
                                            FORM,
                                            "socket_id=" + client.socketId())));
            client.sends("pusher:signin", response.body());
            assertThat(client.sees("pusher:signin_success").data().toString()).contains("bob");
        }
        assertThat(answer(page.post("/broadcasting/user-auth", FORM, "socket_id=1.2")).statusCode())
                .isEqualTo(403);
    }
}

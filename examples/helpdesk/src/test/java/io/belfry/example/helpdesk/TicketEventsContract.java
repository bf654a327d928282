package io.belfry.example.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.example.helpdesk.tickets.Ticket;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;

/** What is heard of a ticket by its customer and by an agent of its office, on any database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TicketEventsContract {
    private final GivenHelpdesk helpdesk;

    private Visitor carla;
    private Visitor ada;
    private HubClient customer;
    private HubClient agent;
    private Ticket ticket;
    private String page;
    private String channel;

    TicketEventsContract(GivenHelpdesk helpdesk) {
        this.helpdesk = helpdesk;
    }

    @BeforeEach
    void open() throws Exception {
        carla = helpdesk.signedIn("carla");
        ada = helpdesk.signedIn("ada");
        customer = helpdesk.hubClient();
        agent = helpdesk.hubClient();
        ticket = helpdesk.ticket("carla", "Billing");
        page = "/tickets/" + ticket.uuid();
        channel = "private-tickets." + ticket.uuid();
        carla.subscribes(customer, channel);
        ada.subscribes(agent, channel + "@agent");
    }

    @AfterEach
    void close() {
        customer.close();
        agent.close();
        carla.close();
        ada.close();
    }

    @AfterAll
    void stop() throws IOException {
        helpdesk.close();
    }

    @Test
    void a_reply_is_told_with_exactly_what_the_pages_want() throws Exception {
        ada.submits(page, page + "/replies", Map.of("message", "Which \"card\"?"));

        JsonNode told = read(customer.sees("ticket.reply.created", channel));
        long id = told.path("reply").path("id").longValue();
        String createdAt = told.path("reply").path("created_at").stringValue();
        assertThat(told)
                .isEqualTo(
                        json(
                                """
                                {
                                  "ticket": {"uuid": "%s", "subject": "Help"},
                                  "reply": {
                                    "id": %d,
                                    "message": "Which \\"card\\"?",
                                    "is_internal": false,
                                    "created_at": "%s",
                                    "user": {"id": %d, "name": "Ada Agent", "role": "agent"},
                                    "attachments": []
                                  }
                                }
                                """
                                        .formatted(
                                                ticket.uuid(),
                                                id,
                                                createdAt,
                                                helpdesk.person("ada").id())));
        assertThat(createdAt).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    }

    @Test
    void agents_are_told_the_priority_and_customers_are_not() throws Exception {
        carla.submits(page, page + "/replies", Map.of("message", "The blue one."));

        assertThat(read(agent.sees("ticket.reply.created")).path("ticket").path("priority"))
                .isEqualTo(json("\"normal\""));
        assertThat(read(customer.sees("ticket.reply.created")).path("ticket").has("priority"))
                .isFalse();
    }

    @Test
    void an_internal_note_reaches_agents_and_no_customer() throws Exception {
        carla.subscribes(customer, "private-user." + helpdesk.person("carla").id());
        ada.submits(page, page + "/replies", Map.of("message", "Rude.", "internal", "true"));

        JsonNode told = read(agent.sees("ticket.reply.created", channel + "@agent"));
        assertThat(told.path("reply").path("message").stringValue()).isEqualTo("Rude.");
        assertThat(told.path("reply").path("is_internal").booleanValue()).isTrue();
        customer.seesNothingMore();
        assertThat(carla.opens(page).body()).doesNotContain("Rude.");
        assertThat(ada.opens(page).body()).contains("Rude.");
    }

    @Test
    void customers_write_no_notes() throws Exception {
        HttpResponse<String> answer =
                carla.submits(page, page + "/replies", Map.of("message", "x", "internal", "true"));
        assertThat(answer.statusCode()).isEqualTo(403);
        agent.seesNothingMore();
    }

    @Test
    void who_replies_from_a_connected_page_is_not_told_there() throws Exception {
        ada.submits(agent, page, page + "/replies", Map.of("message", "Sorry."));
        customer.sees("ticket.reply.created");
        agent.seesNothingMore();
    }

    @Test
    void a_status_is_told_with_the_one_before() throws Exception {
        ada.submits(page, page + "/status", Map.of("status", "RESOLVED"));

        JsonNode told = read(customer.sees("ticket.status.changed"));
        assertThat(told.path("old_status").stringValue()).isEqualTo("open");
        assertThat(told.path("new_status").stringValue()).isEqualTo("resolved");
        assertThat(told.path("user").path("name").stringValue()).isEqualTo("Ada Agent");
    }

    @Test
    void the_same_status_again_is_no_news() throws Exception {
        ada.submits(page, page + "/status", Map.of("status", "OPEN"));
        customer.seesNothingMore();
    }

    @Test
    void an_update_says_who_did_it_and_what_is_different() throws Exception {
        long id = helpdesk.person("ada").id();
        ada.subscribes(agent, "private-user." + id);
        ada.submits(page, page + "/assignee", Map.of("agent", Long.toString(id)));

        JsonNode told = read(customer.sees("ticket.updated"));
        assertThat(told.path("user").path("id").longValue()).isEqualTo(id);
        assertThat(told.path("changes"))
                .isEqualTo(json("{\"assigned_to\": {\"from\": null, \"to\": \"Ada Agent\"}}"));
        agent.sees("ticket.updated", "private-user." + id);
        agent.sees("ticket.updated", channel + "@agent");
    }

    @Test
    void customers_hear_nothing_of_priorities() throws Exception {
        ada.submits(page, page + "/priority", Map.of("priority", "HIGH"));

        assertThat(read(agent.sees("ticket.updated")).path("changes"))
                .isEqualTo(json("{\"priority\": {\"from\": \"normal\", \"to\": \"high\"}}"));
        customer.seesNothingMore();
    }

    @Test
    void the_order_of_a_customers_list_tells_of_nothing_internal() throws Exception {
        Ticket newer = helpdesk.ticket("carla", "Billing");
        ada.submits(page, page + "/priority", Map.of("priority", "HIGH"));
        ada.submits(page, page + "/replies", Map.of("message", "Rude.", "internal", "true"));
        String list = carla.opens("/").body();
        assertThat(list.indexOf(newer.uuid().toString()))
                .isBetween(0, list.indexOf(ticket.uuid().toString()));
    }

    @Test
    void a_character_that_no_database_keeps_is_refused_in_words() throws Exception {
        HttpResponse<String> answer =
                carla.submits(page, page + "/replies", Map.of("message", "a\0b"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("message: ");
    }

    @Test
    void nobody_has_a_login_with_such_a_character() throws Exception {
        HttpResponse<String> answer =
                ada.submits(
                        "/tickets/new",
                        "/login",
                        Map.of("username", "ad\0a", "password", "helpdesk"));
        assertThat(answer.uri()).hasPath("/login").hasQuery("error");
    }

    @Test
    void a_file_whose_name_no_database_keeps_is_refused_in_words() throws Exception {
        HttpResponse<String> answer =
                carla.uploads(page, page + "/replies", Map.of("message", "Look."), "a\0b.txt");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("the name of a file");
    }

    @Test
    void both_offices_hear_of_a_ticket_that_is_handed_over() throws Exception {
        try (Visitor abel = helpdesk.signedIn("abel");
                Visitor root = helpdesk.signedIn("root");
                HubClient technical = helpdesk.hubClient();
                HubClient billing = helpdesk.hubClient()) {
            long to = helpdesk.office("Technical support");
            abel.subscribes(technical, "private-office." + to);
            // Not by Ada, who is sent away as she may not read it any more.
            root.subscribes(billing, "private-office." + helpdesk.office("Billing"));

            ada.submits(page, page + "/office", Map.of("office", Long.toString(to)));

            technical.sees("ticket.updated");
            billing.sees("ticket.updated");
            assertThat(ada.opens(page).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_new_ticket_is_told_to_its_office() throws Exception {
        ada.subscribes(agent, "private-office." + helpdesk.office("Billing"));
        carla.submits(
                "/tickets/new",
                "/tickets",
                Map.of(
                        "subject",
                        "Another one",
                        "office",
                        Long.toString(helpdesk.office("Billing")),
                        "message",
                        "Please."));
        JsonNode told = read(agent.sees("ticket.created"));
        assertThat(told.path("ticket").path("subject").stringValue()).isEqualTo("Another one");
    }

    @Test
    void a_ticket_is_assigned_to_nobody_who_does_not_answer_for_its_office() throws Exception {
        String abel = Long.toString(helpdesk.person("abel").id());
        HttpResponse<String> answer = ada.submits(page, page + "/assignee", Map.of("agent", abel));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("does not answer for Billing");
        assertThat(helpdesk.reloaded(ticket).assignedTo()).isNull();
    }

    @Test
    void a_message_that_is_too_long_is_refused_with_its_limit_and_the_longest_is_told()
            throws Exception {
        String longest = "\u0001".repeat(10_000);
        HttpResponse<String> refused =
                carla.submits(page, page + "/replies", Map.of("message", longest + "x"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("message: 1 to 10000 characters are allowed");

        carla.submits(page, page + "/replies", Map.of("message", longest));
        JsonNode reply = read(agent.sees("ticket.reply.created")).path("reply");
        assertThat(reply.path("message").stringValue()).isEqualTo(longest);
        assertThat(reply.path("user").path("role").stringValue()).isEqualTo("customer");
    }

    @Test
    void what_was_written_looks_the_same_after_a_reload() throws Exception {
        carla.submits(page, page + "/replies", Map.of("message", "<b>bold</b>"));
        assertThat(carla.opens(page).body()).contains("&lt;b&gt;bold&lt;/b&gt;");
    }

    private static JsonNode read(SeenMessage message) {
        return json(String.valueOf(message.data()));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}

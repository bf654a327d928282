package io.belfry.example.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.example.helpdesk.tickets.Ticket;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Who may listen to what, asked as browsers ask; and pages say the same. */
class AccessTest {
    private static GivenHelpdesk helpdesk;
    private static final Map<String, Ticket> TICKETS = new HashMap<>();
    private static final Map<String, Visitor> VISITORS = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        helpdesk = GivenHelpdesk.inMemory();
        TICKETS.put("of-carla", helpdesk.ticket("carla", "Billing"));
        TICKETS.put("assigned-to-abel", helpdesk.ticket("carla", "Billing"));
        TICKETS.put("of-abel", helpdesk.ticket("abel", "Billing"));
        helpdesk.assign(TICKETS.get("assigned-to-abel"), "abel");
        for (String login : new String[] {"carla", "carlos", "ada", "abel", "root"}) {
            VISITORS.put(login, helpdesk.signedIn(login));
        }
        VISITORS.put("guest", helpdesk.guest());
    }

    @AfterAll
    static void stop() {
        VISITORS.values().forEach(Visitor::close);
        helpdesk.close();
    }

    @ParameterizedTest
    @CsvSource({
        // who, ticket, what customers hear, what agents hear, the page
        "carla, of-carla, 200, 403, 200",
        "carlos, of-carla, 403, 403, 404",
        "ada, of-carla, 403, 200, 200", // in the ticket's office
        "abel, of-carla, 403, 403, 404", // in another
        "abel, assigned-to-abel, 403, 200, 200",
        "abel, of-abel, 403, 200, 200",
        "carla, of-abel, 403, 403, 404",
        "root, of-carla, 403, 200, 200",
        "root, assigned-to-abel, 403, 200, 200",
        "root, of-abel, 403, 200, 200",
    })
    void a_ticket_is_for_its_customer_its_agents_and_admins(
            String who, String which, int customers, int agents, int page) throws Exception {
        UUID uuid = TICKETS.get(which).uuid();
        assertThat(asks(who, "private-tickets." + uuid)).isEqualTo(customers);
        assertThat(asks(who, "private-tickets." + uuid + "@agent")).isEqualTo(agents);
        assertThat(VISITORS.get(who).opens("/tickets/" + uuid).statusCode()).isEqualTo(page);
    }

    @ParameterizedTest
    @CsvSource({
        "carla, of-carla, 403", // who looks at it is for agents
        "carlos, of-carla, 403",
        "ada, of-carla, 200",
        "abel, of-carla, 403",
        "abel, assigned-to-abel, 200",
        "abel, of-abel, 200",
        "root, of-carla, 200",
    })
    void who_looks_at_a_ticket_is_seen_by_who_works_on_it(String who, String which, int status)
            throws Exception {
        assertThat(asks(who, "presence-viewers." + TICKETS.get(which).uuid())).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "carla, Billing, 403",
        "ada, Billing, 200",
        "abel, Billing, 403",
        "root, Billing, 200"
    })
    void an_office_is_for_its_agents_and_admins(String who, String office, int status)
            throws Exception {
        assertThat(asks(who, "private-office." + helpdesk.office(office))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"carla, carla, 200", "carlos, carla, 403", "ada, carla, 403", "root, carla, 403"})
    void what_is_for_one_person_is_for_nobody_else(String who, String whose, int status)
            throws Exception {
        assertThat(asks(who, "private-user." + helpdesk.person(whose).id())).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "private-tickets.00000000-0000-0000-0000-000000000000@agent",
        "private-tickets.7@agent",
        "private-tickets.",
        "private-office.billing",
        "private-user.me",
        "private-tickets",
        "presence-everybody",
    })
    void what_is_not_there_is_refused_even_to_admins(String channel) throws Exception {
        assertThat(asks("root", channel)).isEqualTo(403);
    }

    @Test
    void somebody_who_has_not_signed_in_gets_no_signature() throws Exception {
        HttpResponse<String> answer = VISITORS.get("guest").asksFor("private-user.1", "1.2");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("helpdesk-key");
    }

    @Test
    void somebody_who_has_not_signed_in_is_asked_to_and_sees_nothing() throws Exception {
        String ticket = "/tickets/" + TICKETS.get("of-carla").uuid();
        HttpResponse<String> answer = VISITORS.get("guest").opens(ticket);
        assertThat(answer.uri().getPath()).isEqualTo("/login");
        assertThat(answer.body()).doesNotContain("Please.");
    }

    @ParameterizedTest
    @CsvSource({
        "/nowhere, 404, There is no such page.",
        "/tickets/00000000-0000-0000-0000-000000000000, 404, There is no such ticket.",
        "/tickets/abc, 400, uuid: there is no such one.",
        "/tickets/%00, 400, HTTP Status 400", // which the server itself answers
    })
    void what_is_no_page_is_told_in_words(String path, int status, String words) throws Exception {
        HttpResponse<String> answer = VISITORS.get("carla").opens(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
    }

    private static int asks(String who, String channel) throws Exception {
        return VISITORS.get(who).asksFor(channel, "1.2").statusCode();
    }
}

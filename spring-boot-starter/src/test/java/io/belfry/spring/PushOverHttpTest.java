package io.belfry.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.notifications.Notifier;
import io.belfry.notifications.store.DeliveryState;
import io.belfry.spring.GivenTeam.Kind;
import io.belfry.spring.GivenTeam.TeamPage;
import io.belfry.spring.TeamApplication.Called;
import io.belfry.testkit.GivenBrowser;
import io.belfry.testkit.GivenPushService;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.json.JsonMapper;

import java.util.Map;
import java.util.UUID;

/**
 * Browsers that are told while no page is open, as pages ask for that, in both kinds of
 * applications.
 */
@ParameterizedClass
@EnumSource
class PushOverHttpTest {
    private static final GivenPushService SERVICE = GivenPushService.standard();
    private static final String PATH = "/notifications/push-subscriptions";

    @Parameter Kind kind;

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    private static String subscription(GivenBrowser browser) {
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of(
                                "endpoint",
                                browser.endpoint(),
                                "keys",
                                Map.of("p256dh", browser.p256dh(), "auth", browser.auth())));
    }

    private void calls(TeamPage page, String who) {
        kind.team().bean(Notifier.class).toUser(page.id(), new Called(who));
    }

    @Test
    void a_browser_that_has_subscribed_is_told_until_it_no_longer_wants_that() throws Exception {
        TeamPage ada = kind.team().page("ada");
        assertThat(ada.get("/notifications/push-key").is(200).json().path("public_key").asString())
                .isEqualTo(GivenTeam.PUSH.publicKey());
        GivenBrowser browser = SERVICE.subscribes();
        ada.post(PATH, subscription(browser)).is(204);
        ada.post(PATH, subscription(browser)).is(204);

        calls(ada, "Bob called");
        assertThat(SERVICE.awaitPushed().text()).contains("\"title\":\"Bob called\"");

        kind.team().page("eve").asks("DELETE", PATH, subscription(browser)).is(204);
        calls(ada, "Bob called again");
        assertThat(SERVICE.awaitPushed().text()).contains("Bob called again");

        ada.asks("DELETE", PATH, subscription(browser)).is(204);
        calls(ada, "nobody hears");
        UUID last = newest(ada);
        await().until(() -> state(last) == DeliveryState.CANCELLED);
        assertThat(SERVICE.waiting()).isZero();
    }

    private static UUID newest(TeamPage page) throws Exception {
        return UUID.fromString(page.get("/notifications").json().at("/items/0/id").asString());
    }

    private DeliveryState state(UUID id) {
        return kind.team().bean(Notifier.class).deliveries().of(id).get("webpush").state();
    }

    @Test
    void a_page_says_what_it_has_shown() throws Exception {
        TeamPage ada = kind.team().page("ada");
        ada.post(PATH, subscription(SERVICE.subscribes())).is(204);
        calls(ada, "Bob called");
        assertThat(SERVICE.awaitPushed().text()).contains("Bob called");
        UUID id = newest(ada);

        ada.post("/notifications/delivered", "{\"ids\":[\"%s\"],\"visible\":true}".formatted(id))
                .is(204);
        ada.post("/notifications/delivered", "{\"ids\":[\"%s\"]}".formatted(id))
                .refuses(400, "visible");
        ada.post("/notifications/delivered", "{\"ids\":\"all\",\"visible\":true}")
                .refuses(400, "ids");
        kind.team()
                .pageOf("")
                .post("/notifications/delivered", "{\"ids\":[],\"visible\":true}")
                .refuses(401, "");
    }

    @Test
    void what_is_no_subscription_is_refused_with_its_field() throws Exception {
        TeamPage ada = kind.team().page("ada");
        GivenBrowser browser = SERVICE.subscribes();

        ada.post(PATH, "{}").refuses(400, "keys");
        ada.post(PATH, "{\"endpoint\":\"https://push.test/1\",\"keys\":{}}").refuses(400, "p256dh");
        ada.post(PATH, subscription(browser).replace(browser.endpoint(), "ftp://push.test"))
                .refuses(400, "endpoint");
        ada.post(PATH, subscription(browser).replace(browser.auth(), "AAAA"))
                .refuses(400, "keys.auth");
        kind.team().pageOf("").post(PATH, subscription(browser)).refuses(401, "");
    }
}

package io.belfry.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.belfry.broadcasting.authorization.AuthorizationRequest;
import io.belfry.broadcasting.authorization.Endpoints;
import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.broadcasting.rule.Users;
import io.belfry.spring.BookingApplication.Bookings;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Set;

/** Live refresh in a Spring application, of both kinds. */
@Timeout(120)
class LiveRefreshApplicationTest {
    private static final String EVENT = "LiveRefreshContextsUpdated";

    private static GivenApplication application(String kind) {
        GivenApplication application =
                GivenApplication.of(
                        BookingApplication.class,
                        "spring.main.web-application-type=" + kind,
                        "spring.datasource.url=jdbc:h2:mem:booking-" + kind);
        application
                .context()
                .getBean(JdbcClient.class)
                .sql("create table booking (parent varchar(50), trainer varchar(50))")
                .update();
        return application;
    }

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "reactive"})
    void screens_hear_of_what_was_committed_and_ask_what_they_have_missed(String kind)
            throws Exception {
        try (GivenApplication application = application(kind);
                HubClient bob = application.client().subscribes("private-live-refresh.bob");
                HubClient admin = application.client().subscribes("private-live-refresh.admin")) {
            Bookings bookings = application.context().getBean(Bookings.class);

            assertThatIllegalStateException().isThrownBy(() -> bookings.bookAndFail("bob"));
            bookings.book("bob", "tim");

            assertThat(bob.sees(EVENT).data().toString())
                    .isEqualTo("{\"contexts\":[\"bookings\"]}");
            assertThat(admin.sees(EVENT).data().toString())
                    .isEqualTo("{\"contexts\":[\"bookings\"]}");
            bob.seesNothingMore();
            assertThat(versions(application, "bob")).isEqualTo("{\"contexts\":{\"bookings\":1}}");
            assertThat(versions(application, "ada"))
                    .isEqualTo("{\"contexts\":{},\"admin\":{\"bookings\":1}}");
            assertThat(Page.answer(request(application)).statusCode()).isEqualTo(401);
        }
    }

    private static HttpRequest.Builder request(GivenApplication application) {
        return HttpRequest.newBuilder(
                        URI.create(
                                "http://127.0.0.1:%d/live-refresh/versions"
                                        .formatted(application.page().port())))
                .header("Accept", "application/json");
    }

    private static String versions(GivenApplication application, String user) throws Exception {
        return Page.answer(Page.as(user, request(application))).body();
    }

    @Test
    void everybody_may_hear_of_their_own_and_administrators_of_theirs() {
        try (GivenApplication application = application("servlet")) {
            Endpoints endpoints = application.context().getBean(Endpoints.class);
            ChannelUser bob = ChannelUser.of("bob", "Bob");
            ChannelUser ada = new ChannelUser("ada", Set.of("ADMIN"), "Ada");

            assertThat(status(endpoints, "private-live-refresh.bob", bob)).isEqualTo(200);
            assertThat(status(endpoints, "private-live-refresh.ada", bob)).isEqualTo(403);
            assertThat(status(endpoints, "private-live-refresh.admin", bob)).isEqualTo(403);
            assertThat(status(endpoints, "private-live-refresh.admin", ada)).isEqualTo(200);
            assertThat(
                            status(
                                    endpoints,
                                    "private-live-refresh.admin",
                                    ChannelUser.of("admin", "a user of that name")))
                    .isEqualTo(403);
        }
    }

    private static int status(Endpoints endpoints, String channel, ChannelUser user) {
        AuthorizationRequest request =
                AuthorizationRequest.ofParameters(
                        Map.of(
                                "socket_id",
                                new String[] {"1.2"},
                                "channel_name",
                                new String[] {channel}));
        return endpoints.authorize(request, Users.only(user)).status();
    }
}

package io.belfry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.live.refresh.LiveRefresh;
import io.belfry.spring.GivenTeam.Kind;
import io.belfry.spring.GivenTeam.TeamPage;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Set;

/** Where an application says itself who its users are, all of Belfry takes it from there. */
@Timeout(120)
class OneIdentityTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void channels_and_what_pages_ask_know_a_user_by_the_same_id(Kind kind) throws Exception {
        TeamPage ada = kind.team().page("ada");
        kind.team()
                .bean(LiveRefresh.class)
                .notify(Set.of("bookings"), List.of(ada.id(), ada.user()), false);
        kind.team().bean(LiveRefresh.class).notify(Set.of("bookings"), List.of(ada.id()), false);

        assertThat(ada.get("/live-refresh/versions").is(200).json().at("/contexts/bookings"))
                .hasToString("2");
        kind.team().pageOf("").get("/live-refresh/versions").refuses(401, "");
        assertThat(kind.team().authorizes(ada, "private-live-refresh." + ada.id())).isEqualTo(200);
        assertThat(kind.team().authorizes(ada, "private-live-refresh." + ada.user()))
                .isEqualTo(403);
    }
}

package io.belfry.hub.webhook;

import static io.belfry.hub.webhook.GivenWebhooks.added;
import static io.belfry.hub.webhook.GivenWebhooks.occupied;
import static io.belfry.hub.webhook.GivenWebhooks.removed;
import static io.belfry.hub.webhook.GivenWebhooks.told;
import static io.belfry.hub.webhook.GivenWebhooks.toldOfMember;
import static io.belfry.hub.webhook.GivenWebhooks.vacated;

import io.belfry.hub.event.Absence;
import io.belfry.hub.event.HubEvent.ChannelOccupied;
import io.belfry.hub.event.HubEvent.ChannelVacated;
import io.belfry.protocol.ChannelName;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

class TransitionsTest {
    private static final ChannelName NEWS = GivenWebhooks.channel("news");
    private static final Duration ALMOST_3S = Duration.ofMillis(2999);
    private static final Duration ONE_MS = Duration.ofMillis(1);

    private final GivenWebhooks given = new GivenWebhooks();

    @AfterEach
    void close() {
        given.close();
    }

    @Test
    void a_channel_that_is_occupied_is_told_at_once() {
        given.has(given.endpoint());

        given.happens(occupied("news"));

        given.isTold(told("channel_occupied", "news"));
    }

    @Test
    void a_channel_that_stays_vacated_is_told_after_three_seconds_and_not_before() {
        given.has(given.endpoint());

        given.happens(vacated("news"));
        given.passes(ALMOST_3S);
        given.isToldNothingElseAbout("news");

        given.passes(ONE_MS);
        given.isTold(told("channel_vacated", "news"));
    }

    @Test
    void leaving_a_channel_and_coming_back_within_three_seconds_is_not_told_at_all() {
        given.has(given.endpoint());

        given.happens(vacated("news"));
        given.passes(ALMOST_3S);
        given.happens(occupied("news"));
        given.passes(Duration.ofMinutes(1));

        given.isToldNothingElseAbout("news");
    }

    @Test
    void whoever_is_back_on_another_node_has_not_left() {
        given.has(given.endpoint());
        given.answers.set(CompletableFuture.completedFuture(false));

        given.happens(new ChannelVacated(GivenWebhooks.APP, NEWS, Absence.begun(7)));
        given.passes(Duration.ofMinutes(1));

        given.isToldNothingElseAbout("news");
    }

    @Test
    void that_nobody_is_back_on_other_nodes_is_asked_until_they_answer() {
        given.has(given.endpoint());
        given.answers.set(CompletableFuture.failedFuture(new IllegalStateException("away")));

        given.happens(new ChannelVacated(GivenWebhooks.APP, NEWS, Absence.begun(7)));
        given.passes(Duration.ofMinutes(1));
        given.isToldNothingElseAbout("news");

        given.answers.set(CompletableFuture.completedFuture(true));
        given.passes(Duration.ofSeconds(1));
        given.isTold(told("channel_vacated", "news"));
    }

    @Test
    void who_left_another_node_and_comes_here_was_away_only_if_that_was_told() {
        given.has(given.endpoint());
        String mark = EndpointId.of(given.app(GivenWebhooks.APP)).getFirst().mark();

        given.happens(new ChannelOccupied(GivenWebhooks.APP, NEWS, Absence.ended(Set.of())));
        given.isToldNothingElseAbout("news");

        given.happens(new ChannelOccupied(GivenWebhooks.APP, NEWS, Absence.ended(Set.of(mark))));
        given.isTold(told("channel_occupied", "news"));
    }

    @Test
    void a_member_who_is_back_within_three_seconds_has_not_left() {
        given.has(given.endpoint());

        given.happens(removed("presence-room", "42"));
        given.passes(ALMOST_3S);
        given.happens(added("presence-room", "42"));
        given.passes(Duration.ofMinutes(1));

        given.isToldNothingElseAbout("presence-room");
    }

    @Test
    void another_user_does_not_stand_in_for_the_one_who_left() {
        given.has(given.endpoint());

        given.happens(removed("presence-room", "42"), added("presence-room", "7"));

        given.isTold(toldOfMember("member_added", "presence-room", "7"));
        given.passes(Duration.ofSeconds(3));
        given.isTold(toldOfMember("member_removed", "presence-room", "42"));
    }

    @Test
    void the_same_user_on_another_channel_does_not_stand_in_either() {
        given.has(given.endpoint());

        given.happens(removed("presence-a", "42"), added("presence-b", "42"));

        given.isTold(toldOfMember("member_added", "presence-b", "42"));
        given.passes(Duration.ofSeconds(3));
        given.isTold(toldOfMember("member_removed", "presence-a", "42"));
    }

    @Test
    void of_much_coming_and_going_only_what_lasts_is_told_in_turn() {
        given.has(given.endpoint());

        given.happens(occupied("news"), vacated("news"), occupied("news"), vacated("news"));
        given.isTold(told("channel_occupied", "news"));
        given.passes(Duration.ofSeconds(2));
        given.happens(occupied("news"), vacated("news"));
        given.passes(Duration.ofSeconds(2));
        given.isToldNothingElseAbout("news");

        given.passes(Duration.ofSeconds(1));
        given.isTold(told("channel_vacated", "news"));
        given.happens(occupied("news"));
        given.isTold(told("channel_occupied", "news"));
    }

    @Test
    void who_wants_only_departures_still_learns_of_no_departure_that_was_undone() {
        given.has(given.endpoint().eventTypes(Set.of("channel_vacated", "client_event")));

        given.happens(vacated("news"), occupied("news"));
        given.passes(Duration.ofMinutes(1));

        given.isToldNothingElseAbout("news");
    }

    @Test
    void who_wants_only_arrivals_still_learns_of_no_return_within_three_seconds() {
        given.has(given.endpoint().eventTypes(Set.of("channel_occupied", "client_event")));

        given.happens(vacated("news"), occupied("news"));
        given.isToldNothingElseAbout("news");

        given.happens(vacated("news"));
        given.passes(Duration.ofSeconds(3));
        given.happens(occupied("news"));
        given.isTold(told("channel_occupied", "news"));
    }

    @Test
    void without_debounce_every_transition_is_told_at_once() {
        given.has(given.endpoint().debounce(Duration.ZERO));

        given.happens(vacated("news"), occupied("news"));

        given.isTold(told("channel_vacated", "news"));
        given.isTold(told("channel_occupied", "news"));
    }
}

package io.belfry.hub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.access.Apps;
import io.belfry.hub.event.HubEvent;
import io.belfry.hub.publish.Broker;
import io.belfry.hub.publish.Envelope;
import io.belfry.hub.publish.Ledger;
import io.belfry.hub.settings.AppSettings;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.ServerMessage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class SubscriptionCountsTest {
    private static final ChannelName NEWS = new ChannelName("news");
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final HandTurnedLoop loop = new HandTurnedLoop();
    private final List<String> told = new ArrayList<>();
    private SubscriptionCounts counts;

    @BeforeEach
    void countsOfOneApp() {
        Apps apps =
                new Apps(
                        List.of(
                                AppSettings.builder("1", "key", "secret")
                                        .subscriptionCount(true)
                                        .build(),
                                AppSettings.of("2", "silent", "secret")));
        Broker broker = Broker.local();
        broker.deliverTo(envelope -> told.add(((Envelope.Count) envelope).frame().text()));
        counts =
                new SubscriptionCounts(
                        apps, broker, Ledger.local(broker, event -> {}, Clock.systemUTC()), loop);
    }

    @Test
    void up_to_a_hundred_every_count_is_told_at_once() {
        changesTo(1, 2, 100, 99);

        told(1, 2, 100, 99);
    }

    @Test
    void above_a_hundred_the_first_count_is_told_and_then_the_newest_every_five_seconds() {
        changesTo(101, 102, 103);
        told(101);

        loop.passes(PAUSE.minusMillis(1));
        told(101);
        loop.passes(Duration.ofMillis(1));
        told(101, 103);

        changesTo(104);
        loop.passes(PAUSE);
        told(101, 103, 104);
    }

    @Test
    void nothing_is_told_when_nothing_has_changed() {
        changesTo(101);
        loop.passes(PAUSE.multipliedBy(3));
        told(101);

        changesTo(102);
        told(101, 102);
    }

    @Test
    void a_small_count_is_told_at_once_and_outdates_what_waited() {
        changesTo(101, 102, 100);
        told(101, 100);

        loop.passes(PAUSE.multipliedBy(2));
        told(101, 100);
    }

    @Test
    void swinging_around_a_hundred_tells_no_large_count_more_often() {
        changesTo(101, 100, 101, 100, 101);
        told(101, 100, 100);

        loop.passes(PAUSE);
        told(101, 100, 100, 101);

        changesTo(102);
        loop.passes(PAUSE.minusMillis(1));
        told(101, 100, 100, 101);
        loop.passes(Duration.ofMillis(1));
        told(101, 100, 100, 101, 102);
    }

    @Test
    void channels_pause_each_for_itself() {
        ChannelName other = new ChannelName("private-news");
        changesTo(101);

        counts.on(new HubEvent.SubscriptionsChanged("1", other, 101));

        assertThat(told).containsExactly(message(NEWS, 101), message(other, 101));
    }

    @Test
    void presence_channels_and_apps_that_have_not_asked_are_passed_over() {
        counts.on(new HubEvent.SubscriptionsChanged("1", new ChannelName("presence-x"), 1));
        counts.on(new HubEvent.SubscriptionsChanged("2", NEWS, 1));
        counts.on(new HubEvent.SubscriptionsChanged("unknown", NEWS, 1));
        counts.on(new HubEvent.ChannelOccupied("1", NEWS));

        assertThat(told).isEmpty();
    }

    private void changesTo(int... numbers) {
        for (int number : numbers) {
            counts.on(new HubEvent.SubscriptionsChanged("1", NEWS, number));
        }
    }

    private void told(int... numbers) {
        List<String> expected = new ArrayList<>();
        for (int number : numbers) {
            expected.add(message(NEWS, number));
        }
        assertThat(told).isEqualTo(expected);
    }

    private static String message(ChannelName channel, int count) {
        return new ServerMessage.SubscriptionCount(channel, count).json();
    }
}

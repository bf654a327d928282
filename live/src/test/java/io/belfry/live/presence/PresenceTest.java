package io.belfry.live.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.belfry.broadcasting.fake.BroadcastFake;
import io.belfry.fields.FieldRefused;
import io.belfry.live.GivenApplication;
import io.belfry.live.presence.PresenceEvent.UserOffline;
import io.belfry.live.presence.PresenceEvent.UserOnline;
import io.belfry.live.presence.PresenceEvent.UserStatusChanged;
import io.belfry.testkit.GivenDatabase;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.MovableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Who is there, in real databases, told over a real hub. */
@Timeout(60)
class PresenceTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final MovableClock clock = MovableClock.at(Instant.parse("2026-11-27T12:00:00Z"));
    private final BroadcastFake fake = new BroadcastFake();

    private Presence presence(GivenApplication application) {
        return new Presence(
                application.transactions(),
                application.broadcaster(),
                PresenceSettings.defaults(),
                clock);
    }

    private Presence remembered(GivenDatabase database) {
        return presence(GivenApplication.remembered(fake, database));
    }

    /** Time passes, and somebody looks. */
    private void passes(Duration time, Presence presence) {
        clock.passes(time);
        presence.sweep();
    }

    private List<String> told() {
        List<String> names =
                fake.broadcasts().stream().map(each -> each.event().broadcastAs()).toList();
        fake.forget();
        return names;
    }

    private static void sees(HubClient watcher, String event, String json) {
        assertThat(watcher.sees(event, "private-presence.7").data()).isEqualTo(JSON.readTree(json));
    }

    @ParameterizedTest
    @EnumSource
    void what_a_server_could_not_tell_is_mended_when_it_differs_twice(GivenDatabase database) {
        Presence presence = remembered(database);
        PresenceSource source = new PresenceSource(presence, PresenceSource.USUAL_CHANNEL);
        PresenceComparison comparison = new PresenceComparison(source);
        source.onOccupied("private-user.gone");
        source.onOccupied("private-user.stays");
        told();
        List<String> there = List.of("private-user.stays", "private-user.new", "private-other.9");

        comparison.compare(there);
        source.onOccupied("private-user.late");
        passes(GRACE, presence);
        assertThat(told()).containsExactly("UserOnline");

        comparison.compare(there);
        passes(GRACE, presence);
        assertThat(told()).containsExactlyInAnyOrder("UserOnline", "UserOffline");
        assertThat(presence.find(List.of("gone", "stays", "new", "late")))
                .extracting(UserPresence::online)
                .containsExactly(false, true, true, true);
    }

    @ParameterizedTest
    @EnumSource
    void who_watches_is_told_who_comes_and_goes(GivenDatabase database) {
        Presence presence = presence(GivenApplication.over(given, database));
        HubClient watcher = given.client().subscribes("private-presence.7");

        presence.arrived("7");
        presence.says("7", Status.BUSY, "In class");
        presence.left("7");
        passes(GRACE, presence);

        sees(
                watcher,
                "UserOnline",
                """
                {"user_id": "7", "status": "online", "at": "2026-11-27T12:00:00.000Z"}
                """);
        sees(
                watcher,
                "UserStatusChanged",
                """
                {"user_id": "7", "status": "busy", "text": "In class",
                 "at": "2026-11-27T12:00:00.000Z"}
                """);
        sees(
                watcher,
                "UserOffline",
                """
                {"user_id": "7", "last_seen": "2026-11-27T12:00:00.000Z",
                 "at": "2026-11-27T12:00:05.000Z"}
                """);
        watcher.seesNothingMore();
    }

    @ParameterizedTest
    @EnumSource
    void who_is_back_within_the_grace_never_went(GivenDatabase database) {
        Presence presence = remembered(database);
        presence.arrived("7");

        presence.left("7");
        passes(GRACE.minusMillis(1), presence);
        presence.arrived("7");
        passes(GRACE, presence);

        assertThat(told()).containsExactly("UserOnline");
        assertThat(presence.find(List.of("7")).getFirst().online()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void one_stays_as_long_as_either_a_socket_or_the_time_lasts(GivenDatabase database) {
        Presence presence = remembered(database);

        presence.online("7", Duration.ofSeconds(60));
        presence.online("7", Duration.ofSeconds(10));
        passes(Duration.ofSeconds(30), presence);
        presence.arrived("7");
        passes(Duration.ofSeconds(90), presence);
        presence.online("7", Duration.ofSeconds(60));
        presence.left("7");
        passes(Duration.ofSeconds(64), presence);
        assertThat(told()).containsExactly("UserOnline");
        passes(Duration.ofSeconds(1), presence);
        assertThat(told()).containsExactly("UserOffline");
        passes(Duration.ofDays(1), presence);
        assertThat(told()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void who_says_to_have_gone_has_gone_after_the_grace(GivenDatabase database) {
        Presence presence = remembered(database);
        presence.online("7", Duration.ofSeconds(60));

        presence.offline("7");
        passes(GRACE, presence);
        assertThat(told()).containsExactly("UserOnline", "UserOffline");

        presence.online("7", Duration.ofSeconds(60));
        presence.arrived("7");
        presence.offline("7");
        passes(Duration.ofDays(1), presence);
        assertThat(told()).as("with a socket").containsExactly("UserOnline");
    }

    @ParameterizedTest
    @EnumSource
    void after_a_restart_who_has_gone_meanwhile_is_told_of(GivenDatabase database) {
        GivenApplication application = GivenApplication.remembered(fake, database);
        presence(application).arrived("7");
        presence(application).left("7");

        passes(Duration.ofHours(1), presence(application));

        assertThat(told()).containsExactly("UserOnline", "UserOffline");
    }

    @ParameterizedTest
    @EnumSource
    void of_several_processes_one_tells(GivenDatabase database) throws Exception {
        GivenApplication application = GivenApplication.remembered(fake, database);
        Callable<Void> coming =
                () -> {
                    presence(application).arrived("7");
                    return null;
                };
        Callable<Void> looking =
                () -> {
                    presence(application).sweep();
                    return null;
                };

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Void> each : threads.invokeAll(Collections.nCopies(8, coming))) {
                each.get();
            }
            presence(application).left("7");
            clock.passes(GRACE);
            for (Future<Void> each : threads.invokeAll(Collections.nCopies(8, looking))) {
                each.get();
            }
        }

        assertThat(told()).containsExactly("UserOnline", "UserOffline");
    }

    @ParameterizedTest
    @EnumSource
    void who_is_invisible_looks_offline_since_then(GivenDatabase database) {
        Presence presence = remembered(database);
        presence.arrived("7");
        clock.passes(Duration.ofMinutes(1));

        UserPresence own = presence.says("7", Status.INVISIBLE, "secret");
        clock.passes(Duration.ofMinutes(1));
        presence.left("7");
        passes(Duration.ofMinutes(1), presence);
        presence.arrived("7");

        Instant hidden = Instant.parse("2026-11-27T12:01:00Z");
        assertThat(own).isEqualTo(new UserPresence("7", true, "invisible", "secret", null));
        assertThat(presence.own("7")).isEqualTo(own);
        assertThat(presence.find(List.of("7")))
                .containsExactly(new UserPresence("7", false, "offline", null, hidden));
        fake.assertBroadcast(UserOffline.class)
                .matching(event -> hidden.equals(event.lastSeen()))
                .once();
        assertThat(told()).containsExactly("UserOnline", "UserOffline");

        presence.says("7", Status.AWAY, null);
        assertThat(told()).containsExactly("UserOnline", "UserStatusChanged");
    }

    @ParameterizedTest
    @EnumSource
    void what_one_says_while_away_is_kept_and_told_on_the_return(GivenDatabase database) {
        Presence presence = remembered(database);

        presence.says("7", Status.BUSY, "Writing");
        fake.assertNothingBroadcast();
        assertThat(presence.find(List.of("7")))
                .containsExactly(new UserPresence("7", false, "offline", null, null));
        presence.arrived("7");

        fake.assertBroadcast(UserOnline.class).once();
        fake.assertBroadcast(UserStatusChanged.class)
                .matching(event -> "Writing".equals(event.text()))
                .once();
        presence.says("7", Status.BUSY, "Writing");
        assertThat(told()).as("the same again").hasSize(2);
        assertThat(presence.find(List.of("8", "7")))
                .containsExactly(
                        new UserPresence("8", false, "offline", null, null),
                        new UserPresence("7", true, "busy", "Writing", null));
    }

    @ParameterizedTest
    @EnumSource
    void what_was_missed_while_nobody_listened_is_mended(GivenDatabase database) {
        Presence presence = remembered(database);
        List<String> gone = IntStream.range(0, 150).mapToObj(i -> "gone" + i).toList();
        gone.forEach(presence::arrived);
        presence.arrived("stays");
        fake.forget();

        new PresenceSource(presence, PresenceSource.USUAL_CHANNEL)
                .reconcile(Set.of("private-user.stays", "private-user.new", "private-other.7"));
        clock.passes(GRACE);
        while (presence.sweep()) {
            // There were more than one sweep looks at.
        }

        fake.assertBroadcast(UserOnline.class)
                .matching(event -> event.userId().equals("new"))
                .once();
        fake.assertBroadcast(UserOffline.class).times(150);
        assertThat(told()).hasSize(151);
        assertThat(presence.find(List.of("stays")).getFirst().online()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void sockets_are_heard_of_by_the_users_own_channels(GivenDatabase database) {
        Presence presence = remembered(database);
        PresenceSource source = new PresenceSource(presence, PresenceSource.USUAL_CHANNEL);

        source.onOccupied("private-user.7");
        source.onOccupied("private-orders.7");
        source.onOccupied("private-user." + "x".repeat(187));
        source.onVacated("private-user.7");
        passes(GRACE, presence);

        assertThat(told()).containsExactly("UserOnline", "UserOffline");
    }

    @ParameterizedTest
    @EnumSource
    void of_a_rollback_nobody_hears(GivenDatabase database) {
        GivenApplication application = GivenApplication.remembered(fake, database);
        Presence presence = presence(application);

        application.transactions().rollsBack(() -> presence.arrived("7"));

        fake.assertNothingBroadcast();
        assertThat(presence.find(List.of("7")).getFirst().online()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_not_as_it_may_be_is_refused_by_its_field(GivenDatabase database) {
        Presence presence = remembered(database);
        refuses("user_id", () -> presence.arrived(""));
        refuses("user_id", () -> presence.arrived("a b"));
        refuses("user_id", () -> presence.left("x".repeat(201)));
        refuses("seconds", () -> presence.online("7", Duration.ZERO));
        refuses("seconds", () -> presence.online("7", Duration.ofDays(2)));
        refuses("status", () -> presence.says("7", Status.of("asleep"), null));
        refuses("text", () -> presence.says("7", Status.AWAY, "x".repeat(201)));
        refuses("users", () -> presence.find(Collections.nCopies(101, "7")));
    }

    private static void refuses(String field, Runnable call) {
        assertThatExceptionOfType(FieldRefused.class)
                .isThrownBy(call::run)
                .satisfies(refused -> assertThat(refused.field()).isEqualTo(field));
    }

    @Test
    void settings_have_bounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PresenceSettings.defaults().withGrace(Duration.ofHours(2)))
                .withMessage("grace is PT2H, must be 0 to PT1H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PresenceSettings.defaults().withChannel("presence"));
    }
}

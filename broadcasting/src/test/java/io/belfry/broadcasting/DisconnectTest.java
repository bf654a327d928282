package io.belfry.broadcasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.LocalDriver;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.fake.BroadcastFake;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.GivenLog;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Ending the connections of a user. */
@Timeout(60)
class DisconnectTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    private static final int TERMINATED = 4009;

    private static Broadcaster over(Driver driver) {
        return given.keeping(Broadcaster.builder().connection("main", driver).build());
    }

    @ParameterizedTest
    @EnumSource
    void all_connections_of_a_user_end_and_no_others(Way way) {
        HubClient phone = given.client().signsIn("{\"id\":\"a=b@c,d;\"}");
        HubClient member = given.client().joins("presence-room", "a=b@c,d;");
        HubClient other = given.client().signsIn("{\"id\":\"a=b\"}");

        over(way.to(given)).disconnect("a=b@c,d;");

        assertThat(phone.seesError(TERMINATED)).isNotNull();
        phone.closedWith(TERMINATED);
        assertThat(member.seesError(TERMINATED)).isNotNull();
        member.closedWith(TERMINATED);
        other.seesNothingMore();
    }

    @Test
    void they_end_when_the_transaction_has_committed() {
        List<Runnable> afterwards = new ArrayList<>();
        Broadcaster broadcaster =
                given.keeping(
                        Broadcaster.builder()
                                .connection("main", Way.JVM.to(given))
                                .transactions(afterwards::add)
                                .build());
        HubClient alice = given.client().signsIn("{\"id\":\"alice\"}");

        broadcaster.disconnect("alice");
        alice.seesNothingMore();

        afterwards.forEach(Runnable::run);
        assertThat(alice.seesError(TERMINATED)).isNotNull();
    }

    /** Fails at first. */
    private record Failing(BlockingQueue<String> asked, List<RuntimeException> failures)
            implements Driver {
        static Failing with(RuntimeException... failures) {
            return new Failing(new LinkedBlockingQueue<>(), new ArrayList<>(List.of(failures)));
        }

        @Override
        public void send(Publication publication) {
            throw new AssertionError("nothing is published here");
        }

        @Override
        public void disconnect(String userId) {
            asked.add(userId);
            if (!failures.isEmpty()) {
                throw failures.removeFirst();
            }
        }

        boolean isAsked() throws InterruptedException {
            return asked.poll(10, TimeUnit.SECONDS) != null;
        }
    }

    @Test
    void a_server_that_is_away_is_asked_again_and_one_that_refuses_is_not() throws Exception {
        Failing away = Failing.with(BroadcastFailed.forNow("503", null));
        Failing refusing = Failing.with(BroadcastFailed.forGood("401", null));
        try (GivenLog log = GivenLog.of(Broadcaster.class)) {
            over(refusing).disconnect("alice");
            assertThat(log.awaitLine())
                    .isEqualTo("ERROR The connections of user alice over main are not ended: 401");
            over(away).disconnect("alice");

            assertThat(away.isAsked()).isTrue();
            assertThat(away.isAsked()).isTrue();
            assertThat(refusing.asked()).hasSize(1);
        }
    }

    @Test
    void who_waits_for_another_try_has_it_when_the_application_ends() throws Exception {
        BroadcastFailed away = BroadcastFailed.forNow("503", null);
        Failing server = Failing.with(away, away, away, away, away, away);
        try (GivenLog log = GivenLog.of(Broadcaster.class)) {
            Broadcaster broadcaster = Broadcaster.builder().connection("main", server).build();
            broadcaster.disconnect("alice");
            // By now the pauses are longer than this test has to be.
            for (int tries = 0; tries < 5; tries++) {
                assertThat(server.asked().take()).isEqualTo("alice");
            }

            broadcaster.close();

            assertThat(server.asked()).containsExactly("alice");
            assertThat(log.lines())
                    .containsExactly(
                            "ERROR The connections of user alice over main are not ended: 503");
        }
    }

    @Test
    void who_has_no_word_for_it_says_so_and_the_caller_goes_on() throws Exception {
        Failing asked = Failing.with();
        Driver silent = publication -> {};
        try (GivenLog log = GivenLog.of(Broadcaster.class);
                Broadcaster broadcaster =
                        Broadcaster.builder()
                                .connection("silent", silent)
                                .connection("hub", asked)
                                .build()) {
            broadcaster.disconnect("alice");

            assertThat(asked.isAsked()).isTrue();
            assertThat(log.awaitLine())
                    .startsWith("WARN User alice stays connected over silent: ")
                    .endsWith(" cannot end the connections of a user");
        }
    }

    @Test
    void a_local_driver_without_it_says_so() {
        Driver driver = new LocalDriver(event -> given.hub().publish("x", event));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> driver.disconnect("alice"))
                .withMessage("LocalDriver cannot end the connections of a user");
    }

    @Test
    void nobody_is_no_user() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BroadcastFake().broadcaster().disconnect(""))
                .withMessage("the id of the user to disconnect is empty");
    }

    @Test
    void a_fake_knows_who_was_disconnected() {
        BroadcastFake fake = new BroadcastFake();
        fake.broadcaster().disconnect("alice");

        fake.assertDisconnected("alice");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> fake.assertDisconnected("bob"))
                .withMessage("user bob was not disconnected; these were: [alice]");
        fake.forget();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> fake.assertDisconnected("alice"));
    }
}

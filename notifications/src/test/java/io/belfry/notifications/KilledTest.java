package io.belfry.notifications;

import static io.belfry.notifications.Office.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.notifications.delivery.Delivery;
import io.belfry.notifications.delivery.Outcome;
import io.belfry.notifications.store.DeliveryState;
import io.belfry.notifications.store.DispatchRow.State;
import io.belfry.testkit.GivenDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What is left by a process that was killed, in a real database that has seen it die. */
@Timeout(120)
class KilledTest {

    private static void runsAndDies(Office office, String where) throws Exception {
        String url;
        try (var connection = office.source.getConnection()) {
            url = connection.getMetaData().getURL() + "?user=postgres";
        }
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                DyingProcess.class.getName(),
                                url,
                                where)
                        .inheritIO()
                        .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(137);
        } finally {
            process.destroyForcibly();
        }
    }

    private static NotifierSettings settings() {
        return NotifierSettings.defaults().withWorker(DyingProcess.worker());
    }

    @Test
    void what_a_killed_process_had_claimed_is_brought_by_another_and_stands_in_the_bell_once()
            throws Exception {
        try (Office office = new Office(GivenDatabase.POSTGRESQL)) {
            Office.Given pigeon = new Office.Given("pigeon");
            Notifier writing = office.open(builder -> builder.withoutWorkers().route(pigeon));
            writing.toUser("7", note("n", "bell", "pigeon"));
            UUID id = Office.items(writing, "7").getFirst().id();

            runsAndDies(office, "delivery");

            Outcome claimed = writing.deliveries().of(id).get("pigeon");
            assertThat(claimed.state()).isEqualTo(DeliveryState.PENDING);
            // More than one where it was so slow that its own claim had run out.
            assertThat(claimed.attempts()).isPositive();
            Notifier other = office.open(builder -> builder.route(pigeon).settings(settings()));
            Delivery brought = pigeon.brought.take();
            assertThat(brought.notificationId()).isEqualTo(id);
            assertThat(brought.attempt()).isEqualTo(claimed.attempts() + 1);
            await().until(() ->
                    other.deliveries().of(id).get("pigeon").state() == DeliveryState.SENT);
            assertThat(Office.titles(other, "7")).containsExactly("n");
            assertThat(pigeon.brought).isEmpty();
        }
    }

    @Test
    void what_a_killed_process_had_begun_for_an_audience_is_ended_by_another_without_gap_or_double()
            throws Exception {
        try (Office office = new Office(GivenDatabase.POSTGRESQL)) {
            Office.Given pigeon = new Office.Given("pigeon");
            Notifier writing =
                    office.open(builder ->
                            builder.withoutWorkers()
                                    .route(pigeon)
                                    .audiences(DyingProcess.dyingAt(1)));
            writing.toRole("parent", note("n", "bell", "pigeon"));

            runsAndDies(office, "page");

            assertThat(writing.dispatches(1).getFirst().written()).isEqualTo(2_000);
            assertThat(office.rows("belfry_notification")).isEqualTo(2_000);
            Notifier other =
                    office.open(builder ->
                            builder.route(pigeon)
                                    .settings(settings())
                                    .audiences(DyingProcess.dyingAt(Integer.MAX_VALUE)));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> other.dispatches(1).getFirst().state() == State.DONE);
            assertThat(office.rows("belfry_notification")).isEqualTo(DyingProcess.USERS);
            assertThat(office.rows("belfry_bell")).isEqualTo(DyingProcess.USERS);
            assertThat(office.rows("belfry_delivery")).isEqualTo(DyingProcess.USERS);
            assertThat(other.bell().count("3999").unread()).isEqualTo(1);
        }
    }
}

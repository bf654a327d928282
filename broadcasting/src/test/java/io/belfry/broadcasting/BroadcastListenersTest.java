package io.belfry.broadcasting;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.NullDriver;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.PublicChannel;
import io.belfry.protocol.ChannelName;
import io.belfry.testkit.GivenLog;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What listeners hear of broadcasts, and what the audit log writes of them. */
class BroadcastListenersTest {
    @Test
    void events_that_come_too_often_are_left_out_and_listeners_hear_of_it() {
        Kept kept = new Kept();
        List<String> heard = new ArrayList<>();
        BroadcastListener listener =
                new BroadcastListener() {
                    @Override
                    public void accepted(Accepted broadcast) {
                        heard.add(broadcast.actor() + " told " + broadcast.event());
                    }

                    @Override
                    public void throttled(BroadcastEvent event) {
                        heard.add("throttled " + event);
                        throw new IllegalStateException("a listener that fails");
                    }

                    @Override
                    public void delivered(String connection, Publication publication) {
                        heard.add(connection + " took " + publication.data());
                    }

                    @Override
                    public void failed(
                            String connection, Publication publication, RuntimeException e) {
                        heard.add(connection + " failed: " + e.getMessage());
                    }
                };
        Driver away =
                publication -> {
                    throw BroadcastFailed.forGood("401", null);
                };
        try (Broadcaster broadcaster =
                Broadcaster.builder()
                        .connection("main", kept)
                        .connection("away", away)
                        .listener(listener)
                        .actor(() -> "Ada")
                        .throttle(OrderShipped.class, 1, Duration.ofHours(1))
                        .build()) {
            broadcaster.broadcast(new OrderShipped(7, "DHL")).now().send();
            broadcaster.broadcast(new OrderShipped(8, "DHL")).now().send();
            broadcaster.on(new PublicChannel("news")).via("away").now().rescue().send();
        }

        assertThat(heard)
                .containsExactly(
                        "main took {\"order\":7,\"carrier\":\"DHL\"}",
                        "Ada told OrderShipped[order=7, carrier=DHL]",
                        "throttled OrderShipped[order=8, carrier=DHL]",
                        "away failed: 401");
        assertThat(kept.sent).hasSize(1);
    }

    @Test
    void the_audit_log_says_who_told_what_to_whom_and_payloads_only_if_asked() {
        try (GivenLog log = GivenLog.of(AuditLog.class);
                Broadcaster broadcaster =
                        Broadcaster.builder()
                                .connection("main", new NullDriver())
                                .listener(new AuditLog(false))
                                .actor(() -> "Ada")
                                .build()) {
            broadcaster.broadcast(new OrderShipped(7, "secret")).now().send();

            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().getFirst()).contains("outcome=delivered", "connection=main");
            assertThat(log.lines().getLast())
                    .contains(
                            "outcome=accepted",
                            "channels=[private-orders.7]",
                            "bytes=30",
                            "actor=Ada")
                    .doesNotContain("secret");
            new AuditLog(true)
                    .accepted(
                            new BroadcastListener.Accepted(
                                    new OrderShipped(7, "x"),
                                    "n",
                                    null,
                                    List.of("main"),
                                    List.of(
                                            Publication.of(
                                                    "n",
                                                    "{}",
                                                    List.of(new ChannelName("news")),
                                                    null)),
                                    Instant.EPOCH));
            assertThat(log.lines().getLast()).contains("data={}");
        }
    }
}

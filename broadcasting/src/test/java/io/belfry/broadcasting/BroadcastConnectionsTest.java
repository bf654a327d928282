package io.belfry.broadcasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.NullDriver;
import io.belfry.broadcasting.event.PublicChannel;
import io.belfry.testkit.GivenLog;

import org.junit.jupiter.api.Test;

import tools.jackson.core.JacksonException;

/** Over which connections an event goes, and what becomes of it when one fails. */
class BroadcastConnectionsTest {
    @Test
    void an_event_goes_over_the_connections_that_it_names() {
        Kept one = new Kept();
        Kept two = new Kept();
        try (Broadcaster broadcaster =
                Broadcaster.builder()
                        .connection("one", one)
                        .connection("two", two)
                        .connection("none", new NullDriver())
                        .defaultConnection("two")
                        .build()) {
            broadcaster.broadcast(new OrderShipped(7, "DHL")).now().send();
            assertThat(one.sent).isEmpty();
            assertThat(two.sent).hasSize(1);

            broadcaster.broadcast(new OrderShipped(7, "DHL")).via("one", "none").now().send();
            assertThat(one.sent).hasSize(1);
            assertThat(two.sent).hasSize(1);

            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> broadcaster.broadcast(new OrderShipped(7, "")).via("x").send())
                    .withMessageStartingWith("there is no connection x; there are ");
        }
    }

    /** A payload that Jackson cannot write. */
    static final class Endless {
        public Endless getSelf() {
            return this;
        }
    }

    // checks 135, 136
    @Test
    void a_failure_is_for_the_caller_unless_it_is_to_be_rescued() {
        Driver away =
                publication -> {
                    throw BroadcastFailed.forNow("the hub is away", null);
                };
        try (Broadcaster broadcaster = Broadcaster.builder().connection("main", away).build();
                GivenLog log = GivenLog.of(Rescues.class)) {
            assertThatExceptionOfType(BroadcastFailed.class)
                    .isThrownBy(
                            () -> broadcaster.broadcast(new OrderShipped(7, "DHL")).now().send());
            assertThatExceptionOfType(JacksonException.class)
                    .isThrownBy(() ->
                            broadcaster.on(new PublicChannel("a")).with(new Endless()).send());
            broadcaster.broadcast(new OrderShipped(7, "DHL")).now().rescue().send();
            assertThat(log.lines())
                    .containsExactly(
                            "ERROR Broadcasting "
                                    + OrderShipped.class.getName()
                                    + " failed: the hub is away");
        }
    }
}

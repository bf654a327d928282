package io.belfry.broadcasting.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.event.PublicChannel;
import io.belfry.protocol.SocketId;
import io.belfry.testkit.GivenLog;

import org.junit.jupiter.api.Test;

import java.util.List;

class LogDriverTest {

    @Test
    void an_event_is_one_line_that_people_can_read() {
        Publication shipped =
                Publication.of(
                        "order.shipped",
                        "{\"order\":7}",
                        List.of(
                                new PrivateChannel("orders.7").wireName(),
                                new PublicChannel("news").wireName()),
                        SocketId.parse("1.2"));
        try (GivenLog log = GivenLog.of(LogDriver.class)) {
            new LogDriver().send(shipped);
            assertThat(log.lines())
                    .containsExactly(
                            "INFO Broadcasting order.shipped on [private-orders.7, news] except to"
                                    + " 1.2: {\"order\":7}");
        }
    }
}

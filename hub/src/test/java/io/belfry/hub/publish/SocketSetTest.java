package io.belfry.hub.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.protocol.SocketId;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

class SocketSetTest {
    @Test
    void it_holds_what_a_set_of_the_jdk_holds() {
        Random random = new Random(7);
        SocketSet own = new SocketSet();
        Set<SocketId> model = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            SocketId socket = new SocketId("1." + random.nextInt(4));
            if (random.nextBoolean()) {
                own.add(socket);
                model.add(socket);
            } else {
                assertThat(own.remove(socket)).isEqualTo(model.remove(socket));
            }
            assertThat(own.size()).isEqualTo(model.size());
            assertThat(own.isEmpty()).isEqualTo(model.isEmpty());
            assertThat(own.contains(socket)).isEqualTo(model.contains(socket));
        }
    }
}

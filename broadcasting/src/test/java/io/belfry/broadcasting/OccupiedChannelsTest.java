package io.belfry.broadcasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.belfry.testkit.GivenHub;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which channels somebody listens to, asked of the server. */
@Timeout(60)
class OccupiedChannelsTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    private static Broadcaster over(Way way) {
        return given.keeping(Broadcaster.builder().connection("main", way.to(given)).build());
    }

    @Test
    void a_server_is_asked_for_those_that_begin_alike() {
        given.client().subscribes("private-user.a@b,c;=").subscribes("private-user.7");
        given.client().subscribes("private-orders.7");

        assertThat(over(Way.HTTP).occupiedChannels("private-user."))
                .containsExactlyInAnyOrder("private-user.a@b,c;=", "private-user.7");
        assertThat(over(Way.HTTP).occupiedChannels("private-user.a@b,c;="))
                .containsExactly("private-user.a@b,c;=");
    }

    @Test
    void a_way_that_has_no_word_for_it_says_so() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> over(Way.JVM).occupiedChannels("private-"))
                .withMessage("LocalDriver cannot ask for channels");
    }
}

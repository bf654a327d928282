package io.belfry.broadcasting.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.belfry.protocol.ChannelName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {
    @Test
    void a_type_puts_its_prefix_before_the_name() {
        assertThat(new PublicChannel("news").wireName()).hasToString("news");
        assertThat(new PrivateChannel("orders.5").wireName()).hasToString("private-orders.5");
        assertThat(new PresenceChannel("room.1").wireName()).hasToString("presence-room.1");
        assertThat(new EncryptedPrivateChannel("vault").wireName())
                .hasToString("private-encrypted-vault");
        assertThat(new PrivateChannel("cache-orders.5").wireName())
                .hasToString("private-cache-orders.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders.5", "private-orders.5", "private-private-orders.5"})
    void a_prefix_never_stands_there_twice(String name) {
        assertThat(new PrivateChannel(name).wireName()).hasToString("private-orders.5");
        assertThat(new PrivateChannel(name).name()).isEqualTo("orders.5");
    }

    @Test
    void a_name_that_would_be_another_type_on_the_wire_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PublicChannel("private-orders.5"))
                .withMessageContaining("PublicChannel(\"private-orders.5\")")
                .withMessageContaining("another type");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrivateChannel("encrypted-vault"))
                .withMessageContaining("private-encrypted-vault");
        assertThatIllegalArgumentException().isThrownBy(() -> new PrivateChannel("a:b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PublicChannel("#server-to-user-5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "news",
                "cache-news",
                "private-orders.5",
                "private-cache-orders.5",
                "presence-room.1",
                "private-encrypted-vault"
            })
    void a_channel_is_found_by_its_name_on_the_wire(String wireName) {
        assertThat(Channel.of(new ChannelName(wireName)).wireName()).hasToString(wireName);
    }

    @Test
    void a_client_that_doubles_the_prefix_is_told_who_adds_it() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Channel.of(new ChannelName("private-private-orders.5")))
                .withMessage("private-private-orders.5 has private- twice; Echo adds it by itself");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Channel.of(new ChannelName("#server-to-user-5")))
                .withMessageContaining("the hub's own");
    }
}

package io.belfry.hub.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;

class ServerFramesTest {
    @Test
    void a_close_frame_has_its_code_and_reason() {
        assertThat(ServerFrames.close(4201, "no pong"))
                .isEqualTo(bytes(0x88, 9, 0x10, 0x69, 'n', 'o', ' ', 'p', 'o', 'n', 'g'));
    }

    @Test
    void a_close_without_a_code_is_empty() {
        assertThat(ServerFrames.close(ServerFrames.NO_STATUS, "unsaid")).isEqualTo(bytes(0x88, 0));
    }

    @Test
    void a_long_reason_is_cut_to_what_fits() {
        ByteBuf frame = ServerFrames.close(4000, "r".repeat(124));

        assertThat(frame.readableBytes()).isEqualTo(127);
        assertThat(frame.getByte(1)).isEqualTo((byte) 125);
    }

    @Test
    void a_long_reason_is_cut_between_two_characters() {
        ByteBuf frame = ServerFrames.close(4000, "r".repeat(120) + "𝄞");

        assertThat(frame.getByte(1)).isEqualTo((byte) 122);
        assertThat(frame.toString(4, 120, UTF_8)).isEqualTo("r".repeat(120));
    }

    @Test
    void a_character_that_just_fits_is_kept() {
        ByteBuf frame = ServerFrames.close(4000, "r".repeat(120) + "€" + "and more");

        assertThat(frame.toString(4, 123, UTF_8)).isEqualTo("r".repeat(120) + "€");
    }

    @Test
    void a_pong_has_the_payload_of_the_ping_and_leaves_it_unread() {
        ByteBuf payload = bytes('h', 'i');

        assertThat(ServerFrames.pong(payload)).isEqualTo(bytes(0x8a, 2, 'h', 'i'));
        assertThat(ServerFrames.ping(payload)).isEqualTo(bytes(0x89, 2, 'h', 'i'));
        assertThat(payload.readableBytes()).isEqualTo(2);
    }

    @Test
    void a_ping_of_126_bytes_is_refused() {
        ByteBuf payload = Unpooled.wrappedBuffer(new byte[126]);

        assertThatThrownBy(() -> ServerFrames.ping(payload))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ByteBuf bytes(int... bytes) {
        ByteBuf buffer = Unpooled.buffer(bytes.length);
        for (int b : bytes) {
            buffer.writeByte(b);
        }
        return buffer;
    }
}

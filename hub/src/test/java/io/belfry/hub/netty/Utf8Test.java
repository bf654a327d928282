package io.belfry.hub.netty;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;

class Utf8Test {
    private final CharsetDecoder jdk = UTF_8.newDecoder();
    private final CharBuffer decoded = CharBuffer.allocate(16);

    @Test
    void every_three_bytes_are_judged_as_the_jdk_judges_them() {
        byte[] bytes = new byte[3];
        for (int all = 0; all < 1 << 24; all++) {
            bytes[0] = (byte) (all >> 16);
            bytes[1] = (byte) (all >> 8);
            bytes[2] = (byte) all;
            assertJudgedAlike(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff})
    void four_bytes_are_judged_as_the_jdk_judges_them(int first) {
        int[] edges = {0, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};
        for (int second : edges) {
            for (int third : edges) {
                for (int fourth : edges) {
                    assertJudgedAlike(
                            new byte[] {(byte) first, (byte) second, (byte) third, (byte) fourth});
                }
            }
        }
    }

    @Test
    void ascii_is_passed_over_eight_bytes_at_a_time_without_losing_a_character() {
        byte[] text = "12345678é12345678éé1234567812345678𝄞".getBytes(UTF_8);
        ByteBuf bytes = Unpooled.wrappedBuffer(text);
        for (int cut = 0; cut <= text.length; cut++) {
            int state = Utf8.check(Utf8.COMPLETE, bytes, 0, cut);
            assertThat(Utf8.check(state, bytes, cut, text.length - cut)).isEqualTo(Utf8.COMPLETE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 100_000})
    void a_string_is_made_of_any_buffer(int length) {
        String text = "é".repeat(length);
        ByteBuf heap = Unpooled.copiedBuffer(text, UTF_8);
        ByteBuf direct = Unpooled.directBuffer().writeBytes(heap, 0, heap.readableBytes());

        assertThat(Utf8.string(heap, 0, heap.readableBytes())).isEqualTo(text);
        assertThat(Utf8.string(direct, 0, direct.readableBytes())).isEqualTo(text);
        direct.release();
    }

    private void assertJudgedAlike(byte[] bytes) {
        int state = Utf8.check(Utf8.COMPLETE, Unpooled.wrappedBuffer(bytes), 0, bytes.length);
        decoded.clear();
        jdk.reset();
        boolean valid = !jdk.decode(ByteBuffer.wrap(bytes), decoded, true).isError();
        if (valid != (state == Utf8.COMPLETE)) {
            assertThat(bytes).as("valid for the JDK: %s", valid).isEmpty();
        }
    }
}

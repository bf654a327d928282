package io.belfry.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written into a message must be found in whatever the server makes of it. */
class MarkerTest {
    private static String marker(int lane, int sequence, long time) {
        byte[] bytes = new byte[Marker.LENGTH];
        Marker.write(bytes, 0, lane, sequence, time);
        return new String(bytes, US_ASCII);
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1, 2, 3",
        "15, 2147483647, 9223372036854775807",
        "2147483647, 19088743, -1",
        "305419896, 1985229328, -9223372036854775808",
        "9, 10, -123456789012345",
        "-1, -2, 81985529216486895"
    })
    void all_numbers_survive(int lane, int sequence, long time) {
        ByteBuf bytes = text("some text " + marker(lane, sequence, time));

        int at = Marker.find(bytes, 0, bytes.readableBytes(), 0);

        assertThat(at).isEqualTo(10);
        assertThat(Marker.lane(bytes, at)).isEqualTo(lane);
        assertThat(Marker.sequence(bytes, at)).isEqualTo(sequence);
        assertThat(Marker.time(bytes, at)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 17, 18, 1000, Integer.MAX_VALUE})
    void it_is_found_whatever_the_hint_says(int hint) {
        ByteBuf bytes = text("{\"event\":\"bench\",\"" + marker(1, 2, 3) + "\"}");

        assertThat(Marker.find(bytes, 0, bytes.readableBytes(), hint)).isEqualTo(18);
    }

    @Test
    void a_hint_counts_from_where_the_message_begins() {
        ByteBuf bytes = text(marker(7, 7, 7) + "{\"data\":\"" + marker(1, 2, 3) + "\"}");

        assertThat(Marker.find(bytes, Marker.LENGTH, bytes.readableBytes(), 9))
                .isEqualTo(Marker.LENGTH + 9);
    }

    @Test
    void json_inside_of_json_leaves_it_as_it_is() {
        String inner = "{\\\"text\\\":\\\"" + marker(4, 5, -6) + "\\\"}";
        ByteBuf bytes = text("{\"event\":\"bench\",\"data\":\"" + inner + "\"}");

        int at = Marker.find(bytes, 0, bytes.readableBytes(), 0);

        assertThat(Marker.lane(bytes, at)).isEqualTo(4);
        assertThat(Marker.sequence(bytes, at)).isEqualTo(5);
        assertThat(Marker.time(bytes, at)).isEqualTo(-6);
    }

    @Test
    void a_text_without_one_has_none() {
        ByteBuf bytes =
                text("{\"event\":\"pusher:ping\",\"data\":\"" + "belfry~".repeat(20) + "\"}");

        assertThat(Marker.find(bytes, 0, bytes.readableBytes(), 30)).isEqualTo(-1);
        assertThat(Marker.find(bytes, 0, 0, 0)).isEqualTo(-1);
    }

    @Test
    void one_that_is_cut_off_is_none() {
        ByteBuf bytes = text("data " + marker(1, 2, 3));

        for (int hint : new int[] {0, 5}) {
            assertThat(Marker.find(bytes, 0, bytes.readableBytes() - 1, hint)).isEqualTo(-1);
        }
    }
}

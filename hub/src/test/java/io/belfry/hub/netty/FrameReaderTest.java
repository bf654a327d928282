package io.belfry.hub.netty;

import static io.belfry.hub.netty.ClientBytes.wire;
import static io.belfry.hub.netty.Conversation.LIMIT;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;

class FrameReaderTest {
    private final UnpooledByteBufAllocator heap = new UnpooledByteBufAllocator(false);
    private final UnpooledByteBufAllocator direct = new UnpooledByteBufAllocator(true);
    private final HeardBySink sink = HeardBySink.alwaysFree();
    private final FrameReader reader = new FrameReader(LIMIT);

    static List<Conversation> conversations() {
        return Conversation.all();
    }

    @AfterEach
    void every_buffer_is_given_back() {
        reader.release();
        assertThat(heldBytes()).isZero();
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void a_conversation_is_heard_alike_wherever_it_is_cut(Conversation conversation) {
        byte[] sent = conversation.sent();
        for (int cut = 0; cut <= sent.length; cut++) {
            FrameReader cutReader = new FrameReader(LIMIT);
            HeardBySink heard = HeardBySink.alwaysFree();
            read(cutReader, heard, heap, Arrays.copyOf(sent, cut));
            read(cutReader, heard, direct, Arrays.copyOfRange(sent, cut, sent.length));
            assertThat(heard.lines()).as("cut at %d", cut).isEqualTo(conversation.heard());
            cutReader.release();
        }
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void a_conversation_is_heard_alike_byte_by_byte(Conversation conversation) {
        for (byte b : conversation.sent()) {
            read(reader, sink, direct, new byte[] {b});
        }
        assertThat(sink.lines()).isEqualTo(conversation.heard());
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void a_busy_sink_hears_the_same_in_the_end(Conversation conversation) {
        byte[] sent = conversation.sent();
        for (int cut = 0; cut <= sent.length; cut++) {
            FrameReader busyReader = new FrameReader(LIMIT);
            HeardBySink heard = HeardBySink.alwaysBusy();
            read(busyReader, heard, direct, Arrays.copyOf(sent, cut));
            read(busyReader, heard, heap, Arrays.copyOfRange(sent, cut, sent.length));
            while (busyReader.hasUnread()) {
                busyReader.resume(heard);
            }
            assertThat(heard.lines()).as("cut at %d", cut).isEqualTo(conversation.heard());
            busyReader.release();
        }
    }

    @Test
    void a_busy_sink_is_left_alone_until_it_is_free() {
        HeardBySink busy = HeardBySink.alwaysBusy();

        read(reader, busy, heap, wire().text("one").frame(0x89, "two").bytes());
        read(reader, busy, heap, wire().frame(0x8a, "").text("four").bytes());

        List<String> all = List.of("text 3 one", "ping two", "pong", "text 4 four");
        for (int heard = 1; heard < all.size(); heard++) {
            assertThat(busy.lines()).isEqualTo(all.subList(0, heard));
            assertThat(reader.hasUnread()).isTrue();
            reader.resume(busy);
        }
        assertThat(busy.lines()).isEqualTo(all);
        assertThat(reader.hasUnread()).isFalse();
    }

    @Test
    void a_sink_that_was_busy_hears_at_once_what_comes_when_it_is_free() {
        HeardBySink busy = HeardBySink.alwaysBusy();
        read(reader, busy, heap, wire().text("one").bytes());

        reader.resume(busy);
        read(reader, busy, heap, wire().text("two").bytes());

        assertThat(busy.lines()).containsExactly("text 3 one", "text 3 two");
    }

    @Test
    void between_frames_nothing_is_held() {
        byte[] two = wire().text("one").frame(1, "tw").frame(0x80, "o").bytes();
        for (int cut = 1; cut < two.length; cut++) {
            read(reader, sink, heap, Arrays.copyOf(two, cut));
            read(reader, sink, heap, Arrays.copyOfRange(two, cut, two.length));
            assertThat(heldBytes()).as("cut at %d", cut).isZero();
        }
    }

    @Test
    void the_word_of_a_header_reserves_no_more_than_a_page() {
        FrameReader large = new FrameReader(16 << 20);

        read(large, sink, heap, wire().header(0x81, 16 << 20).bytes());

        assertThat(heldBytes()).isBetween(1L, 4096L);
        large.release();
    }

    @Test
    void a_frame_in_the_making_never_holds_what_comes_behind_it() {
        byte[] sent = wire().text("a".repeat(500)).text("b".repeat(500)).bytes();

        read(reader, sink, heap, Arrays.copyOf(sent, 200));
        read(reader, sink, heap, Arrays.copyOfRange(sent, 200, sent.length - 1));

        assertThat(heldBytes()).isBetween(507L, 600L);
    }

    @Test
    void a_message_too_long_is_refused_on_its_header_and_not_kept() {
        read(reader, sink, heap, wire().header(0x81, LIMIT + 1).bytes());
        read(reader, sink, heap, new byte[LIMIT + 1]);

        assertThat(sink.lines()).containsExactly("violation 1009 Maximum message size exceeded");
        assertThat(heldBytes()).isZero();
    }

    @Test
    void a_long_message_in_small_pieces_arrives_whole() {
        FrameReader large = new FrameReader(16 << 20);
        String text = "0123456789é".repeat(1 << 20);
        ByteBuf all = heap.buffer().writeBytes(wire().text(text).bytes());

        while (all.isReadable()) {
            ByteBuf piece = all.readSlice(Math.min(10_000, all.readableBytes()));
            large.read(piece, sink);
        }

        assertThat(sink.lines()).containsExactly("text " + (12 << 20) + " " + text);
        all.release();
        large.release();
    }

    @Test
    void a_sink_may_end_the_reading_in_the_middle() {
        FrameSink impatient = new EndingSink(reader);
        byte[] sent = wire().text("one").text("two").bytes();

        read(reader, impatient, heap, Arrays.copyOf(sent, 4));
        read(reader, impatient, heap, Arrays.copyOfRange(sent, 4, sent.length));

        assertThat(reader.hasUnread()).isFalse();
        assertThat(heldBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
    void a_limit_out_of_range_is_refused(int limit) {
        assertThatThrownBy(() -> new FrameReader(limit))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void read(
            FrameReader reader, FrameSink sink, UnpooledByteBufAllocator from, byte[] bytes) {
        ByteBuf in = from.buffer(Math.max(1, bytes.length)).writeBytes(bytes);
        reader.read(in, sink);
        assertThat(in.isReadable()).isFalse();
        in.release();
    }

    private long heldBytes() {
        return heap.metric().usedHeapMemory() + direct.metric().usedDirectMemory();
    }

    /** Ends the reading with the first message; a second would be one too many. */
    private record EndingSink(FrameReader reader) implements FrameSink {
        @Override
        public boolean text(String message, int bytes) {
            assertThat(message).isEqualTo("one");
            reader.release();
            return true;
        }

        @Override
        public boolean ping(ByteBuf payload) {
            throw new AssertionError("no ping was sent");
        }

        @Override
        public boolean pong() {
            throw new AssertionError("no pong was sent");
        }

        @Override
        public void closed(int code, String reason) {
            throw new AssertionError("no close was sent");
        }

        @Override
        public void violation(int closeCode, String reason) {
            throw new AssertionError("nothing was wrong");
        }
    }
}

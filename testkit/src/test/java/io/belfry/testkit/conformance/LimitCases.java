package io.belfry.testkit.conformance;

import static io.belfry.testkit.conformance.Messages.PONG;
import static io.belfry.testkit.conformance.Messages.TOO_LONG;
import static io.belfry.testkit.conformance.Messages.ping;

import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.conformance.Case.Frames;

import java.util.Arrays;
import java.util.Collections;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Long and many messages: sections 9 and 10, up to the limit of the app instead of 16 MiB, and what
 * happens just above it.
 */
final class LimitCases {
    /** The longest message that the app of these cases takes, in bytes. */
    static final int LIMIT = 1 << 20;

    private LimitCases() {}

    static Stream<Case> all() {
        return Stream.of(whole(), fragmented(), inPieces(), many(), above())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> whole() {
        return Stream.of(
                Case.of("9.1.1", "a text of 64 KiB", text(64 << 10), PONG),
                Case.of("9.1.2", "a text of 256 KiB", text(256 << 10), PONG),
                Case.of("9.1.3", "a text of 1 MiB", text(LIMIT), PONG));
    }

    private static Stream<Case> fragmented() {
        int[] lengths = {64, 256, 1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, LIMIT};
        Stream<Case> nine =
                IntStream.range(0, lengths.length)
                        .mapToObj(i ->
                                Case.of(
                                        "9.3." + (i + 1),
                                        "1 MiB in fragments of " + lengths[i],
                                        Frames.fragments(LIMIT / lengths[i], ping(LIMIT)),
                                        PONG));
        Frames ten = Frames.fragments(65536 / 1300 + 1, ping(65536));
        return Stream.concat(
                nine, Stream.of(Case.of("10.1.1", "64 KiB in fragments of 1300", ten, PONG)));
    }

    private static Stream<Case> inPieces() {
        int[] sizes = {64, 128, 256, 512, 1024, 2048};
        return IntStream.range(0, sizes.length)
                .mapToObj(i ->
                        Case.inPiecesOf(
                                sizes[i],
                                "9.5." + (i + 1),
                                "1 MiB in writes of " + sizes[i],
                                text(LIMIT),
                                PONG));
    }

    private static Stream<Case> many() {
        int[] lengths = {37, 64, 256, 1 << 10, 4 << 10};
        Answer[] pongs = Collections.nCopies(1000, PONG).toArray(Answer[]::new);
        return IntStream.range(0, lengths.length)
                .mapToObj(i ->
                        Case.of(
                                "9.7." + (i + 1),
                                "1000 texts of " + lengths[i],
                                repeated(1000, lengths[i]),
                                pongs));
    }

    /** Not in the suite, which knows no limits. */
    private static Stream<Case> above() {
        ClientFrame claim = ClientFrame.text("").claiming(LIMIT + 1);
        ClientFrame[] fragments = {
            ClientFrame.text(new byte[LIMIT]).unfinished(), ClientFrame.continuation("*")
        };
        return Stream.of(
                Case.of("L.1", "a header of one byte over 1 MiB", Frames.of(claim), TOO_LONG),
                Case.of("L.2", "a text of one byte over 1 MiB", text(LIMIT + 1), TOO_LONG),
                Case.of("L.3", "fragments of one byte over", Frames.of(fragments), TOO_LONG),
                Case.of(
                        "L.4",
                        "texts before it are answered",
                        text(40).then(claim),
                        PONG,
                        TOO_LONG));
    }

    private static Frames text(int bytes) {
        return Frames.of(ClientFrame.text(ping(bytes)));
    }

    private static Frames repeated(int times, int bytes) {
        ClientFrame[] frames = new ClientFrame[times];
        Arrays.setAll(frames, i -> ClientFrame.text(ping(bytes)));
        return Frames.of(frames);
    }
}

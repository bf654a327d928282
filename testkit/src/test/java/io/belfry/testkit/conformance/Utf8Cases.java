package io.belfry.testkit.conformance;

import static io.belfry.testkit.conformance.Messages.NOT_UTF_8;
import static io.belfry.testkit.conformance.Messages.PONG;
import static io.belfry.testkit.conformance.Messages.UNREADABLE;
import static io.belfry.testkit.conformance.Messages.echo;
import static io.belfry.testkit.conformance.Messages.hex;
import static io.belfry.testkit.conformance.Messages.ping;
import static io.belfry.testkit.conformance.Messages.wishFor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.conformance.Case.Frames;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** UTF-8 in text messages: section 6. */
final class Utf8Cases {
    private static final byte[] NOTHING = {};
    private static final String GREEK = "κόσμε";
    private static final String GREEK_HEX = "cebae1bdb9cf83cebcceb5";

    private Utf8Cases() {}

    static Stream<Case> all() {
        return Stream.of(empty(), valid(), early(), prefixes(), goodSequences(), badSequences())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> empty() {
        Frames three = Frames.of(first(NOTHING), more(NOTHING), last(NOTHING));
        Frames middle = Frames.of(first(NOTHING), more(ping(50)), last(NOTHING));
        return Stream.of(
                Case.of("6.1.1", "an empty text", Frames.of(ClientFrame.text("")), UNREADABLE),
                Case.of("6.1.2", "three empty fragments", three, UNREADABLE),
                Case.of("6.1.3", "a text between two empty fragments", middle, PONG));
    }

    private static Stream<Case> valid() {
        String text = "Hello-µ@ßöäüàá-UTF-8!!";
        byte[] message = wishFor(text);
        byte[] greek = wishFor(GREEK);
        Frames bytewise = Frames.fragments(message.length, message);
        Frames greekBytewise = Frames.fragments(greek.length, greek);
        return Stream.of(
                Case.of("6.2.1", "accents in one frame", whole(message), echo(text)),
                Case.of("6.2.2", "accents in two", Frames.fragments(2, message), echo(text)),
                Case.of("6.2.3", "accents, a byte per fragment", bytewise, echo(text)),
                Case.of("6.2.4", "Greek, a byte per fragment", greekBytewise, echo(GREEK)));
    }

    /** The hub fails 6.4.1 and 6.4.2 without having seen an end; 6.4.3 and 6.4.4 with the frame. */
    private static Stream<Case> early() {
        byte[] bad = hex(GREEK_HEX + "eda080656469746564");
        Frames second = Frames.of(first(hex(GREEK_HEX)), more(hex("f4908080")));
        Frames cut = Frames.of(first(hex(GREEK_HEX + "f4")), more(hex("90")));
        byte[] long1 = hex(GREEK_HEX + "f4908080656469746564");
        return Stream.of(
                Case.of("6.3.1", "a surrogate", whole(bad), NOT_UTF_8),
                Case.of("6.3.2", "in fragments", Frames.fragments(bad.length, bad), NOT_UTF_8),
                Case.of("6.4.1", "wrong in the second fragment", second, NOT_UTF_8),
                Case.of("6.4.2", "wrong with the second fragment", cut, NOT_UTF_8),
                Case.inPiecesOf(11, "6.4.3", "wrong in the second write", whole(long1), NOT_UTF_8),
                Case.inPiecesOf(12, "6.4.4", "wrong with the next write", whole(long1), NOT_UTF_8));
    }

    private static Stream<Case> prefixes() {
        byte[] greek = hex(GREEK_HEX);
        Set<Integer> ends = Set.of(2, 5, 7, 9, 11);
        return IntStream.rangeClosed(1, greek.length)
                .mapToObj(length ->
                        Case.of(
                                "6.6." + length,
                                "the first " + length + " bytes of " + GREEK,
                                whole(Arrays.copyOf(greek, length)),
                                ends.contains(length) ? UNREADABLE : NOT_UTF_8));
    }

    private static Stream<Case> goodSequences() {
        Case nul = Case.of("6.7.1", "00", whole(hex("00")), UNREADABLE);
        return Stream.of(
                        good(
                                "6.5.",
                                1,
                                "ceba",
                                "cebae1bdb9",
                                "cebae1bdb9cf83",
                                "cebae1bdb9cf83cebc"),
                        good("6.5.", 5, GREEK_HEX),
                        Stream.of(nul),
                        good("6.7.", 2, "c280", "e0a080", "f0908080"),
                        good("6.9.", 1, "7f", "dfbf", "efbfbf", "f48fbfbf"),
                        good("6.11.", 1, "ed9fbf", "ee8080", "efbfbd", "f48fbfbf"),
                        good("6.22.", 1, nonCharacters()),
                        good("6.23.", 1, "efbfb9", "efbfba", "efbfbb", "efbfbc", "efbfbd"),
                        good("6.23.", 6, "efbfbe", "efbfbf"))
                .flatMap(cases -> cases);
    }

    private static Stream<Case> badSequences() {
        String[] cutShort = {
            "c0", "e080", "f08080", "f8808080", "fc80808080",
            "df", "efbf", "f7bfbf", "fbbfbfbf", "fdbfbfbfbf"
        };
        return Stream.of(
                        bad("6.8.", 1, "f888808080", "fc8480808080"),
                        bad("6.10.", 1, "f7bfbfbf", "fbbfbfbfbf", "fdbfbfbfbfbf"),
                        bad("6.11.", 5, "f4908080"),
                        bad("6.12.", 1, "80", "bf", "80bf", "80bf80", "80bf80bf", "80bf80bf80"),
                        bad("6.12.", 7, "80bf80bf80bf", each(0x80, 0xbf, "")),
                        bad("6.13.", 1, each(0xc0, 0xdf, "20"), each(0xe0, 0xef, "20")),
                        bad("6.13.", 3, each(0xf0, 0xf7, "20"), each(0xf8, 0xfb, "20")),
                        bad("6.13.", 5, each(0xfc, 0xfd, "20")),
                        bad("6.14.", 1, cutShort),
                        bad("6.15.", 1, String.join("", cutShort)),
                        bad("6.16.", 1, "fe", "ff", "fefeffff"),
                        bad("6.17.", 1, "c0af", "e080af", "f08080af", "f8808080af", "fc80808080af"),
                        bad("6.18.", 1, "c1bf", "e09fbf", "f08fbfbf", "f887bfbfbf", "fc83bfbfbfbf"),
                        bad("6.19.", 1, "c080", "e08080", "f0808080", "f880808080", "fc8080808080"),
                        bad("6.20.", 1, "eda080", "edadbf", "edae80", "edafbf", "edb080"),
                        bad("6.20.", 6, "edbe80", "edbfbf"),
                        bad("6.21.", 1, "eda080edb080", "eda080edbfbf", "edadbfedb080"),
                        bad("6.21.", 4, "edadbfedbfbf", "edae80edb080", "edae80edbfbf"),
                        bad("6.21.", 7, "edafbfedb080", "edafbfedbfbf"))
                .flatMap(cases -> cases);
    }

    /** Text that comes back as it was sent, numbered from {@code first}. */
    private static Stream<Case> good(String section, int first, String... sequences) {
        return IntStream.range(0, sequences.length)
                .mapToObj(i -> {
                    String text = new String(hex(sequences[i]), UTF_8);
                    String number = section + (first + i);
                    return Case.of(number, sequences[i], whole(wishFor(text)), echo(text));
                });
    }

    private static Stream<Case> bad(String section, int first, String... sequences) {
        return IntStream.range(0, sequences.length)
                .mapToObj(i ->
                        Case.of(
                                section + (first + i),
                                sequences[i],
                                whole(hex(sequences[i])),
                                NOT_UTF_8));
    }

    /** The last two of each of the 17 planes. */
    private static String[] nonCharacters() {
        return IntStream.range(0, 34)
                .map(i -> (i / 2) << 16 | 0xfffe | (i & 1))
                .mapToObj(Character::toString)
                .map(text -> HexFormat.of().formatHex(text.getBytes(UTF_8)))
                .toArray(String[]::new);
    }

    /** Each byte of a range, with something behind it. */
    private static String each(int from, int to, String behind) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(b -> HexFormat.of().toHexDigits((byte) b) + behind)
                .collect(Collectors.joining());
    }

    private static Frames whole(byte[] message) {
        return Frames.of(ClientFrame.text(message));
    }

    private static ClientFrame first(byte[] part) {
        return ClientFrame.text(part).unfinished();
    }

    private static ClientFrame more(byte[] part) {
        return ClientFrame.continuation(part).unfinished();
    }

    private static ClientFrame last(byte[] part) {
        return ClientFrame.continuation(part);
    }
}

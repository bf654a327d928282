package io.belfry.fields;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * Where a page ended, as a text that pages hand back. It holds for one list only, and that is
 * checked; whoever forges one sees other parts of the same list, and no more. Immutable.
 *
 * @param numbers where the list goes on; what they mean is for the list to know
 */
public record Cursor(List<Long> numbers) {
    private static final int BASE = 36;
    private static final Pattern FORM =
            Pattern.compile("(-?[0-9a-z]{1,13}(?:\\.-?[0-9a-z]{1,13}){0,3})_([0-9a-f]{8})");
    private static final Pattern DOT = Pattern.compile("\\.");

    public Cursor {
        numbers = List.copyOf(numbers);
    }

    public static Cursor of(long... numbers) {
        return new Cursor(Arrays.stream(numbers).boxed().toList());
    }

    /**
     * Reads one that a page has given.
     *
     * @param list the list that it must be of
     * @param numbers how many numbers it must have
     * @throws FieldRefused when it is none of this list
     */
    public static Cursor read(String text, String list, int numbers) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new FieldRefused("cursor", "cursor is none that a page has given");
        }
        try {
            Cursor cursor =
                    new Cursor(DOT.splitAsStream(parts.group(1)).map(Cursor::number).toList());
            if (cursor.numbers.size() == numbers && cursor.text(list).equals(text)) {
                return cursor;
            }
        } catch (NumberFormatException e) {
            throw new FieldRefused("cursor", "cursor is none that a page has given", e);
        }
        throw new FieldRefused("cursor", "cursor is none that a page of this list has given");
    }

    private static long number(String text) {
        return Long.parseLong(text, BASE);
    }

    /** As a page hands it out. */
    public String text(String list) {
        String written =
                numbers.stream()
                        .map(each -> Long.toString(each, BASE))
                        .collect(Collectors.joining("."));
        CRC32C sum = new CRC32C();
        sum.update((written + ' ' + list).getBytes(UTF_8));
        return String.format(Locale.ROOT, "%s_%08x", written, sum.getValue());
    }
}

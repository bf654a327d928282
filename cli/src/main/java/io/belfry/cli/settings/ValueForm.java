package io.belfry.cli.settings;

import io.belfry.hub.settings.Setting;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the value of a setting is written: read, shown, and described. */
final class ValueForm {
    private static final String HIDDEN = "••••";
    private static final Set<String> YES = Set.of("true", "yes", "on", "1", "(true)");
    private static final Set<String> NO = Set.of("false", "no", "off", "0", "(false)");

    private final Type type;
    private final Class<?> raw;
    private final Setting setting;

    ValueForm(Known.Value known) {
        this.type = known.type();
        this.raw = rawOf(type);
        this.setting = known.setting();
    }

    private static Class<?> rawOf(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }

    /** The text is not of this form. */
    static final class Mismatch extends Exception {
        private static final long serialVersionUID = 1L;

        Mismatch(String message) {
            super(message);
        }

        Mismatch(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Reads a value. Its range is not checked here but by the record it goes into.
     *
     * @param folder what relative paths in a file start from
     * @throws Mismatch saying what it must be instead
     */
    Object read(Given given, Path folder) throws Mismatch {
        if (raw == List.class) {
            return texts(given);
        } else if (raw == Set.class) {
            return new LinkedHashSet<>(texts(given));
        } else if (raw == Map.class) {
            return pairs(given);
        } else if (!(given instanceof Given.Text text)) {
            throw mismatch(given instanceof Given.Items ? "not a list" : "not a group");
        } else {
            return single(text, folder);
        }
    }

    private Object single(Given.Text given, Path folder) throws Mismatch {
        String text = given.text();
        try {
            if (raw == int.class) {
                return Math.toIntExact(number(text));
            } else if (raw == long.class) {
                return number(text);
            } else if (raw == boolean.class || raw == Boolean.class) {
                return truth(text);
            } else if (raw == Duration.class) {
                return Quantity.duration(text);
            } else if (raw == Path.class) {
                return given.origin().isFile() ? folder.resolve(text) : Path.of(text);
            } else if (raw == URI.class) {
                return URI.create(text);
            } else if (raw == Pattern.class) {
                return Pattern.compile(text);
            } else if (raw.isEnum()) {
                return choice(text);
            } else if (raw == String.class) {
                return text;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new Mismatch(sentence(insteadOf(text)), e);
        }
        throw new IllegalStateException("settings of " + type + " cannot be read");
    }

    private long number(String text) {
        return isBytes() ? Quantity.bytes(text) : Long.parseLong(text);
    }

    private static boolean truth(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (YES.contains(word) || NO.contains(word)) {
            return YES.contains(word);
        }
        throw new IllegalArgumentException("neither true nor false");
    }

    private Object choice(String text) {
        for (Object each : raw.getEnumConstants()) {
            if (each.toString().equalsIgnoreCase(text)) {
                return each;
            }
        }
        throw new IllegalArgumentException("none of the choices");
    }

    private List<String> texts(Given given) throws Mismatch {
        List<String> texts = new ArrayList<>();
        switch (given) {
            case Given.Text text ->
                    Stream.of(text.text().split(",", -1))
                            .map(String::strip)
                            .filter(each -> !each.isEmpty())
                            .forEach(texts::add);
            case Given.Items items -> {
                for (Given each : items.numbered().values()) {
                    texts.add(textOf(each));
                }
            }
            default -> throw mismatch("not a group");
        }
        return texts;
    }

    private Map<String, String> pairs(Given given) throws Mismatch {
        Map<String, String> pairs = new LinkedHashMap<>();
        switch (given) {
            case Given.Group group -> {
                for (Map.Entry<String, Given> each : group.members().entrySet()) {
                    pairs.put(each.getKey(), textOf(each.getValue()));
                }
            }
            case Given.Text text -> {
                for (String each : text.text().split(",", -1)) {
                    String[] pair = each.split("=", 2);
                    if (pair.length < 2) {
                        throw mismatch("not what is given");
                    }
                    pairs.put(pair[0].strip(), pair[1].strip());
                }
            }
            default -> throw mismatch("not a list");
        }
        return pairs;
    }

    private String textOf(Given given) throws Mismatch {
        if (given instanceof Given.Text text) {
            return text.text();
        }
        throw mismatch("not what is given");
    }

    private Mismatch mismatch(String instead) {
        return new Mismatch(sentence(instead));
    }

    private String sentence(String instead) {
        return "must be " + expected() + ", " + instead;
    }

    private String insteadOf(String text) {
        return setting.secret() ? "not what is given" : "not \"" + text + "\"";
    }

    /** What people may write, with examples and the range. */
    String expected() {
        String examples = examples();
        String range = range();
        return kind()
                + (examples.isEmpty() ? "" : " such as " + examples)
                + (range.isEmpty() ? "" : ", " + range);
    }

    private String examples() {
        if (raw == Duration.class) {
            return "30, 500ms, 10s or 2m";
        }
        return isBytes() ? "65536, 64KiB or 1MiB" : "";
    }

    /** What people may write, whatever the range. */
    String kind() {
        if (raw == int.class || raw == long.class) {
            return isBytes() ? "a size" : "a whole number";
        } else if (raw == boolean.class || raw == Boolean.class) {
            return "true or false";
        } else if (raw == Duration.class) {
            return "a time";
        } else if (raw.isEnum()) {
            return "one of " + String.join(", ", choices());
        } else if (raw == List.class || raw == Set.class) {
            return "a list of texts";
        } else if (raw == Map.class) {
            return "a group of names with values";
        } else if (raw == URI.class) {
            return "an address";
        } else if (raw == Pattern.class) {
            return "a regular expression";
        } else {
            return raw == Path.class ? "the path of a file" : "a text";
        }
    }

    private List<String> choices() {
        return Stream.of(raw.getEnumConstants())
                .map(each -> each.toString().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** From where to where, both included; empty when everything will do. */
    String range() {
        boolean from = setting.min() != Long.MIN_VALUE;
        boolean to = setting.max() != Long.MAX_VALUE;
        if (from && to) {
            return "from " + bound(setting.min()) + " to " + bound(setting.max());
        }
        return from ? "at least " + bound(setting.min()) : "";
    }

    private String bound(long value) {
        if (raw == Duration.class) {
            return Quantity.show(Duration.ofMillis(value));
        }
        return isBytes() ? Quantity.showBytes(value) : Long.toString(value);
    }

    /** As files write it; hides what is secret. */
    String show(@Nullable Object value) {
        if (value == null || value.toString().isEmpty()) {
            return "";
        }
        return switch (value) {
            case Map<?, ?> map when map.isEmpty() -> "{}";
            case Object it when setting.secret() -> HIDDEN;
            case Duration duration -> Quantity.show(duration);
            case Number number when isBytes() -> Quantity.showBytes(number.longValue());
            case Enum<?> choice -> choice.name().toLowerCase(Locale.ROOT);
            case URI address -> showAddress(address);
            case List<?> list -> showAll(list.stream());
            case Set<?> set -> showAll(set.stream().sorted());
            case Object it -> it.toString();
        };
    }

    // Addresses of webhooks may carry a password or a token.
    private static String showAddress(URI address) {
        boolean plain = address.getRawUserInfo() == null && address.getRawQuery() == null;
        return plain
                ? address.toString()
                : "%s://%s%s?%s"
                        .formatted(
                                address.getScheme(),
                                address.getHost(),
                                address.getRawPath(),
                                HIDDEN);
    }

    private static String showAll(Stream<?> values) {
        return values.map(Object::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    private boolean isBytes() {
        return setting.unit().equals("bytes");
    }
}

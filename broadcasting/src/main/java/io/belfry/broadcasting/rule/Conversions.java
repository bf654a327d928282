package io.belfry.broadcasting.rule;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** From the text in a placeholder to what a rule asks for. Immutable. */
final class Conversions {
    private static final Map<Class<?>, Function<String, ?>> OWN =
            Map.of(
                    String.class,
                    text -> text,
                    Long.class,
                    Conversions::wholeNumber,
                    Integer.class,
                    text -> Math.toIntExact(wholeNumber(text)),
                    UUID.class,
                    Conversions::uuid);
    private static final Map<Class<?>, Class<?>> BOXED =
            Map.of(long.class, Long.class, int.class, Integer.class);

    private final Map<Class<?>, ByKey<?>> resolvers;

    Conversions(Map<Class<?>, ByKey<?>> resolvers) {
        this.resolvers = new HashMap<>(resolvers);
    }

    /** A resolver, and what it is asked with. */
    record ByKey<K>(Class<K> type, Resolver<? super K, ?> resolver) {

        /**
         * @throws IllegalArgumentException when no text can become such a key
         */
        ByKey {
            if (!isOwn(type)) {
                throw new IllegalArgumentException(
                        "a resolver is asked with a String, Long, Integer, UUID or enum, not with a"
                                + " "
                                + type.getName());
            }
        }

        @Nullable Object resolve(String text) {
            Object key = own(text, type);
            return key == null ? null : resolver.resolve(type.cast(key));
        }
    }

    boolean knows(Class<?> type) {
        return isOwn(type) || resolvers.containsKey(type);
    }

    private static boolean isOwn(Class<?> type) {
        return OWN.containsKey(boxed(type)) || type.isEnum();
    }

    @SuppressWarnings("unchecked") // each function gives what its key says
    <T> T convert(String placeholder, String text, Class<T> type) {
        if (!knows(type)) {
            throw new IllegalArgumentException(
                    "{%s} cannot become a %s: there is no resolver for that"
                            .formatted(placeholder, type.getName()));
        }
        Object value = valueOf(text, type);
        if (value == null) {
            throw new Placeholders.NoSuchTarget(
                    "{%s} is \"%s\", which is no %s"
                            .formatted(placeholder, text, type.getSimpleName()));
        }
        return (T) value;
    }

    private @Nullable Object valueOf(String text, Class<?> type) {
        ByKey<?> resolver = resolvers.get(type);
        return resolver == null ? own(text, type) : resolver.resolve(text);
    }

    private static @Nullable Object own(String text, Class<?> type) {
        if (type.isEnum()) {
            return constant(text, type);
        }
        Function<String, ?> own = OWN.get(boxed(type));
        try {
            return own == null ? null : own.apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Object constant(String text, Class<?> type) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(text)) {
                return constant;
            }
        }
        return null;
    }

    /** Only as numbers are printed: "05" and "+5" would be further names of channel 5. */
    private static long wholeNumber(String text) {
        long number = Long.parseLong(text);
        if (!Long.toString(number).equals(text)) {
            throw new NumberFormatException("not as a number is printed");
        }
        return number;
    }

    /** Only as UUIDs are printed, for the same reason. */
    private static UUID uuid(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equals(text)) {
            throw new IllegalArgumentException("not as a UUID is printed");
        }
        return uuid;
    }

    private static Class<?> boxed(Class<?> type) {
        return BOXED.getOrDefault(type, type);
    }
}

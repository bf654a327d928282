package io.belfry.hub.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Every range that a setting states is kept by the constructor of its record. */
class RangesTest {
    private static final List<Record> VALID =
            List.of(
                    ServerSettings.defaults(),
                    TlsSettings.defaults(),
                    LimitSettings.defaults(),
                    ShutdownSettings.defaults(),
                    CompatSettings.defaults(),
                    MetricsSettings.defaults(),
                    PlaygroundSettings.defaults(),
                    PresenceSettings.defaults(),
                    RateLimiting.defaults(),
                    AuthorizedConnections.defaults(),
                    AppSettings.of("id", "key", "secret"),
                    WebhookSettings.to(URI.create("http://localhost")).build());

    @TestFactory
    Stream<DynamicTest> a_value_below_its_range_is_refused_by_name() {
        return limits().filter(limit -> limit.setting().min() != Long.MIN_VALUE)
                .map(limit ->
                        dynamicTest(limit.name(), () -> limit.refuses(limit.setting().min() - 1)));
    }

    @TestFactory
    Stream<DynamicTest> a_value_above_its_range_is_refused_by_name() {
        return limits().filter(limit -> limit.setting().max() != Long.MAX_VALUE)
                .map(limit ->
                        dynamicTest(limit.name(), () -> limit.refuses(limit.setting().max() + 1)));
    }

    @TestFactory
    Stream<DynamicTest> the_ends_of_a_range_belong_to_it() {
        return limits().flatMap(limit ->
                Stream.of(limit.setting().min(), limit.setting().max())
                        .filter(end -> end > Long.MIN_VALUE && end < Long.MAX_VALUE)
                        .map(end -> dynamicTest(limit.name() + " " + end, () -> limit.takes(end))));
    }

    @Test
    void every_number_and_every_time_has_a_range() {
        assertThat(VALID.stream().flatMap(RangesTest::limits))
                .allMatch(limit -> limit.setting().min() != Long.MIN_VALUE, "states a least value");
    }

    @Test
    void every_record_of_settings_is_looked_at() {
        assertThat(VALID.stream().<Class<?>>map(Record::getClass))
                .containsAll(records(HubSettings.class).toList());
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(part -> part.getGenericType().getTypeName())
                .map(name -> name.replaceAll("^java\\.util\\.List<(.*)>$", "$1"))
                .filter(name -> name.startsWith("io.belfry.hub.settings."))
                .map(RangesTest::named)
                .filter(Class::isRecord)
                .flatMap(each -> Stream.concat(Stream.of(each), records(each)));
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Limit> limits() {
        return VALID.stream().flatMap(RangesTest::limits);
    }

    private static Stream<Limit> limits(Record valid) {
        return Arrays.stream(valid.getClass().getRecordComponents())
                .filter(part ->
                        List.of(int.class, long.class, Duration.class).contains(part.getType()))
                .map(part -> new Limit(valid, part));
    }

    /** One component of a record that is a number or a time. */
    private record Limit(Record valid, RecordComponent part) {

        Setting setting() {
            return part.getAnnotation(Setting.class);
        }

        String name() {
            return valid.getClass().getSimpleName() + "." + part.getName();
        }

        void takes(long amount) {
            assertThatCode(() -> construct(amount)).doesNotThrowAnyException();
        }

        void refuses(long amount) {
            String named =
                    setting().name().isEmpty()
                            ? part.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
                            : setting().name();
            String range =
                    setting().max() == Long.MAX_VALUE
                            ? "at least " + text(setting().min())
                            : "from " + text(setting().min()) + " to " + text(setting().max());
            String unit = setting().unit().isEmpty() ? "" : " " + setting().unit();

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> construct(amount))
                    .withMessage(named + " must be " + range + unit + ", not " + text(amount));
        }

        private String text(long amount) {
            if (part.getType() != Duration.class) {
                return Long.toString(amount);
            }
            return amount % 1000 == 0 ? amount / 1000 + " s" : amount + " ms";
        }

        private void construct(long amount) throws Exception {
            RecordComponent[] parts = valid.getClass().getRecordComponents();
            Class<?>[] types = new Class<?>[parts.length];
            Object[] values = new Object[parts.length];
            for (int i = 0; i < parts.length; i++) {
                types[i] = parts[i].getType();
                values[i] =
                        parts[i].getName().equals(part.getName())
                                ? value(amount)
                                : parts[i].getAccessor().invoke(valid);
            }
            try {
                valid.getClass().getDeclaredConstructor(types).newInstance(values);
            } catch (InvocationTargetException e) {
                throw (RuntimeException) e.getCause();
            }
        }

        private Object value(long amount) {
            if (part.getType() == Duration.class) {
                return Duration.ofMillis(amount);
            } else if (part.getType() == int.class) {
                return Math.toIntExact(amount);
            }
            return amount;
        }
    }
}

package io.belfry.hub.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every range that a setting states is kept by the record that has it. */
class SettingRangesTest {
    private static final List<Record> EXAMPLES =
            List.of(
                    HubSettings.defaults(),
                    ServerSettings.defaults(),
                    TlsSettings.defaults(),
                    LimitSettings.defaults(),
                    ShutdownSettings.defaults(),
                    CompatSettings.defaults(),
                    MetricsSettings.defaults(),
                    PlaygroundSettings.defaults(),
                    AppSettings.of("app", "key", "secret"),
                    RateLimiting.defaults(),
                    PresenceSettings.defaults(),
                    AuthorizedConnections.defaults(),
                    WebhookSettings.to(URI.create("http://localhost")).build());

    private static final List<Class<?>> QUANTITIES = List.of(int.class, long.class, Duration.class);

    private record Ranged(Record example, RecordComponent component, Setting setting) {
        String name() {
            return setting.name().isEmpty()
                    ? Bounds.snakeCase(component.getName())
                    : setting.name();
        }

        Object value(long number) {
            if (component.getType() == Duration.class) {
                return Duration.ofMillis(number);
            }
            return component.getType() == int.class ? (Object) Math.toIntExact(number) : number;
        }

        Record with(long number) throws Throwable {
            RecordComponent[] components = example.getClass().getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                boolean changed = components[i].getName().equals(component.getName());
                values[i] = changed ? value(number) : components[i].getAccessor().invoke(example);
            }
            Class<?>[] types =
                    Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new);
            try {
                return example.getClass().getDeclaredConstructor(types).newInstance(values);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        /** Bounds and values as sentences write them. */
        String shown(long number) {
            if (component.getType() != Duration.class) {
                return Long.toString(number);
            }
            return number % 1000 == 0 ? number / 1000 + " s" : number + " ms";
        }
    }

    private static Stream<Named<Ranged>> lowerBounds() {
        return ranged().filter(each -> each.getPayload().setting().min() != Long.MIN_VALUE);
    }

    private static Stream<Named<Ranged>> upperBounds() {
        return ranged().filter(each -> each.getPayload().setting().max() != Long.MAX_VALUE);
    }

    private static Stream<Named<Ranged>> ranged() {
        List<Named<Ranged>> found = new ArrayList<>();
        for (Record example : EXAMPLES) {
            for (RecordComponent each : example.getClass().getRecordComponents()) {
                Setting setting = each.getAnnotation(Setting.class);
                if (setting.min() != Long.MIN_VALUE || setting.max() != Long.MAX_VALUE) {
                    Ranged ranged = new Ranged(example, each, setting);
                    String place = example.getClass().getSimpleName() + "." + each.getName();
                    found.add(Named.of(place, ranged));
                }
            }
        }
        return found.stream();
    }

    @ParameterizedTest
    @MethodSource("lowerBounds")
    void less_than_the_least_value_is_refused_by_name_value_and_range(Ranged ranged)
            throws Throwable {
        long least = ranged.setting().min();

        assertThatCode(() -> ranged.with(least)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ranged.with(least - 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(ranged.name() + " must be")
                .hasMessageContaining(ranged.shown(least))
                .hasMessageEndingWith("not " + ranged.shown(least - 1));
    }

    @ParameterizedTest
    @MethodSource("upperBounds")
    void more_than_the_greatest_value_is_refused_by_name_value_and_range(Ranged ranged)
            throws Throwable {
        long greatest = ranged.setting().max();

        assertThatCode(() -> ranged.with(greatest)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ranged.with(greatest + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(ranged.name() + " must be")
                .hasMessageContaining(ranged.shown(greatest))
                .hasMessageEndingWith("not " + ranged.shown(greatest + 1));
    }

    @Test
    void every_number_and_time_has_a_least_value() {
        for (Record example : EXAMPLES) {
            for (RecordComponent each : example.getClass().getRecordComponents()) {
                if (QUANTITIES.contains(each.getType())) {
                    assertThat(each.getAnnotation(Setting.class).min())
                            .as("%s", each)
                            .isNotEqualTo(Long.MIN_VALUE);
                }
            }
        }
    }

    @Test
    void every_settings_record_is_looked_at() {
        List<Class<?>> seen = new ArrayList<>();
        EXAMPLES.forEach(each -> seen.add(each.getClass()));

        for (Record example : EXAMPLES) {
            for (RecordComponent each : example.getClass().getRecordComponents()) {
                if (each.getType().isRecord()) {
                    assertThat(seen).contains(each.getType());
                }
            }
        }
    }
}

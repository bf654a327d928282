package io.belfry.cli.settings;

import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.WebhookSettings;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * A settings record in the making. It starts as a copy of one that is valid, the defaults where
 * there are some, so that whatever is wrong in the end has been given. Not thread-safe.
 */
final class Draft<R extends Record> {
    private final Class<R> type;
    private final RecordComponent[] components;
    private final Constructor<R> constructor;
    private final @Nullable Object[] valid;
    private final @Nullable Object[] values;
    private final boolean[] given;

    Draft(Class<R> type) {
        this.type = type;
        this.components = type.getRecordComponents();
        this.constructor = constructor();
        this.valid = valuesOf(example());
        this.values = valid.clone();
        this.given = new boolean[components.length];
    }

    RecordComponent[] components() {
        return components;
    }

    /** The default, or a stand-in for what must be given. */
    @Nullable Object valid(int component) {
        return valid[component];
    }

    void put(int component, Object value) {
        values[component] = value;
        given[component] = true;
    }

    /**
     * The record, or the valid one after telling what the record says against the values.
     *
     * @param refused hears the number of a component, or -1 when the values do not fit together,
     *     with the sentence
     */
    R finish(BiConsumer<Integer, String> refused) {
        try {
            return create(values);
        } catch (IllegalArgumentException together) {
            boolean found = false;
            for (int i = 0; i < values.length; i++) {
                found |= given[i] && isRefused(i, refused);
            }
            if (!found) {
                refused.accept(-1, String.valueOf(together.getMessage()));
            }
            return create(valid);
        }
    }

    private boolean isRefused(int component, BiConsumer<Integer, String> refused) {
        @Nullable Object[] single = valid.clone();
        single[component] = values[component];
        try {
            create(single);
            return false;
        } catch (IllegalArgumentException e) {
            refused.accept(component, String.valueOf(e.getMessage()));
            return true;
        }
    }

    private R create(@Nullable Object[] arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(type + " cannot be made", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private Constructor<R> constructor() {
        Class<?>[] parameters =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<R> canonical = type.getDeclaredConstructor(parameters);
            canonical.setAccessible(true);
            return canonical;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its constructor: " + type, e);
        }
    }

    private Record example() {
        if (type == AppSettings.class) {
            return AppSettings.of("app", "key", "secret");
        } else if (type == WebhookSettings.class) {
            return WebhookSettings.to(URI.create("http://localhost")).build();
        } else if (type == KeyPair.class) {
            return new KeyPair("key", "secret");
        }
        try {
            return (Record) type.getMethod("defaults").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no defaults", e);
        }
    }

    private @Nullable Object[] valuesOf(Record record) {
        return Stream.of(components).map(each -> valueOf(record, each)).toArray();
    }

    private static @Nullable Object valueOf(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}

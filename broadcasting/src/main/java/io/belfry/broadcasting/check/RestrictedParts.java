package io.belfry.broadcasting.check;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.VisibleTo;
import io.belfry.broadcasting.payload.Restriction;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds what of an event only some may see, as far as types tell: what hides behind an interface or
 * a map is not found here, and is left out for everybody else all the same when it is written. For
 * one event; not thread-safe.
 */
final class RestrictedParts {
    private static final String PAYLOAD = "broadcastWith";

    private final String event;
    private final List<RestrictedPart> found = new ArrayList<>();
    private final Set<Class<?>> seen = new HashSet<>();

    private RestrictedParts(String event) {
        this.event = event;
    }

    /**
     * @param path from the event to the part, such as {@code reply.note}; the simple name of the
     *     event when it is restricted as a whole
     */
    record RestrictedPart(String path, List<String> audiences) {}

    static List<RestrictedPart> of(Class<? extends BroadcastEvent> event) {
        RestrictedParts parts = new RestrictedParts(event.getSimpleName());
        Type payload = payloadType(event);
        if (payload != event) {
            parts.addIfRestricted("", event);
        }
        parts.walk("", payload);
        return List.copyOf(parts.found);
    }

    static List<RestrictedPart> of(Announcement announcement) {
        Class<?> type = announcement.type();
        RestrictedParts parts = new RestrictedParts(type.getSimpleName());
        parts.seen.add(type);
        parts.walkMembers("", type, announcement.isWritten());
        return List.copyOf(parts.found);
    }

    private void addIfRestricted(String path, Class<?> type) {
        Restriction restriction = Restriction.of(type);
        if (restriction.restricts()) {
            add(path, restriction.audiences());
        }
    }

    private static Type payloadType(Class<? extends BroadcastEvent> event) {
        try {
            Method payload = event.getMethod(PAYLOAD);
            return payload.getDeclaringClass() == BroadcastEvent.class
                    ? event
                    : payload.getGenericReturnType();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every event has " + PAYLOAD, e);
        }
    }

    private void add(String path, Collection<String> audiences) {
        found.add(new RestrictedPart(path.isEmpty() ? event : path, List.copyOf(audiences)));
    }

    private void walk(String path, @Nullable Type type) {
        switch (type) {
            case ParameterizedType generic -> {
                for (Type argument : generic.getActualTypeArguments()) {
                    walk(path, argument);
                }
            }
            case WildcardType wildcard -> walk(path, wildcard.getUpperBounds()[0]);
            case Class<?> array when array.isArray() -> walk(path, array.getComponentType());
            case Class<?> plain when isOurs(plain) -> {
                addIfRestricted(path, plain);
                if (seen.add(plain)) {
                    walkMembers(path, plain, any -> true);
                }
            }
            case null, default -> {
                // Nothing that anybody could have annotated.
            }
        }
    }

    private static boolean isOurs(Class<?> type) {
        return !type.isPrimitive() && !type.isEnum() && !type.getName().startsWith("java.");
    }

    private void walkMembers(String path, Class<?> type, Predicate<String> isWritten) {
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                if (isWritten.test(component.getName())) {
                    member(path, component.getName(), component, component.getGenericType());
                }
            }
            return;
        }
        for (Class<?> each = type; each != null && isOurs(each); each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && isWritten.test(field.getName())) {
                    member(path, field.getName(), field, field.getGenericType());
                }
            }
            for (Method method : each.getDeclaredMethods()) {
                if (method.getParameterCount() == 0
                        && !method.isSynthetic()
                        && isWritten.test(method.getName())) {
                    member(path, method.getName(), method, method.getGenericReturnType());
                }
            }
        }
    }

    private void member(String path, String name, AnnotatedElement element, Type type) {
        String full = path.isEmpty() ? name : path + "." + name;
        VisibleTo own = element.getAnnotation(VisibleTo.class);
        if (own != null) {
            add(full, List.of(own.value()));
        }
        walk(full, type);
    }
}

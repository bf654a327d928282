package io.belfry.broadcasting.payload;

import io.belfry.broadcasting.event.VisibleTo;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who may see objects of a class: what {@link VisibleTo} says on it, on the classes that it extends
 * and on the interfaces that it implements, all together. Immutable.
 *
 * @param all of which each must admit an audience; empty when everybody may
 */
public record Restriction(List<Set<String>> all) {
    private static final ClassValue<Restriction> OF_CLASS =
            new ClassValue<>() {
                @Override
                protected Restriction computeValue(Class<?> type) {
                    return find(type);
                }
            };

    /** Who may see objects of this class. */
    public static Restriction of(Class<?> type) {
        return OF_CLASS.get(type);
    }

    private static Restriction find(Class<?> type) {
        List<Set<String>> all = new ArrayList<>();
        for (Class<?> each : lineage(type, new LinkedHashSet<>())) {
            VisibleTo restriction = each.getDeclaredAnnotation(VisibleTo.class);
            if (restriction != null) {
                all.add(Set.of(restriction.value()));
            }
        }
        return new Restriction(List.copyOf(all));
    }

    private static Set<Class<?>> lineage(@Nullable Class<?> type, Set<Class<?>> into) {
        if (type != null && into.add(type)) {
            lineage(type.getSuperclass(), into);
            for (Class<?> each : type.getInterfaces()) {
                lineage(each, into);
            }
        }
        return into;
    }

    /** Whether there are any who may not. */
    public boolean restricts() {
        return !all.isEmpty();
    }

    /**
     * @param audience null for one that may see only what everybody may
     */
    public boolean admits(@Nullable String audience) {
        return all.isEmpty()
                || (audience != null && all.stream().allMatch(each -> each.contains(audience)));
    }

    /** Those who are named by all. */
    public Set<String> audiences() {
        Set<String> named = new HashSet<>();
        all.forEach(named::addAll);
        named.removeIf(each -> !admits(each));
        return named;
    }
}

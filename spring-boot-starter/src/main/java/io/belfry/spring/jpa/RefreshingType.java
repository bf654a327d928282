package io.belfry.spring.jpa;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/**
 * A class of entities whose changes screens are told of. Immutable.
 *
 * @param paths to users, by the names of attributes
 */
record RefreshingType(
        Class<?> type, List<String> contexts, List<List<String>> paths, boolean admins) {

    /**
     * Null for entities of which nobody is told.
     *
     * @throws IllegalArgumentException when there is no such attribute
     */
    static @Nullable RefreshingType of(EntityType<?> entity) {
        Class<?> type = entity.getJavaType();
        RefreshesContexts annotation =
                type == null ? null : type.getAnnotation(RefreshesContexts.class);
        if (type == null || annotation == null) {
            return null;
        }
        List<List<String>> paths =
                Arrays.stream(annotation.users()).map(path -> path(entity, type, path)).toList();
        return new RefreshingType(type, List.of(annotation.value()), paths, annotation.admins());
    }

    private static List<String> path(EntityType<?> entity, Class<?> type, String path) {
        List<String> names = List.of(path.split("\\.", -1));
        Type<?> at = entity;
        for (String name : names) {
            at = at instanceof ManagedType<?> managed ? next(managed, name) : null;
            if (at == null) {
                throw new IllegalArgumentException(
                        "%s has @RefreshesContexts with users %s, where there is no attribute %s"
                                .formatted(type.getName(), path, name));
            }
        }
        return names;
    }

    private static @Nullable Type<?> next(ManagedType<?> type, String name) {
        Attribute<?, ?> found =
                type.getAttributes().stream()
                        .filter(each -> each.getName().equals(name))
                        .findFirst()
                        .orElse(null);
        return switch (found) {
            case SingularAttribute<?, ?> one -> one.getType();
            case PluralAttribute<?, ?, ?> many -> many.getElementType();
            case null, default -> null;
        };
    }
}

package io.belfry.spring.jpa;

import io.belfry.broadcasting.check.Announcement;
import io.belfry.broadcasting.payload.Restriction;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type.PersistenceType;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A class of entities that announce their changes. Immutable.
 *
 * @param name what stands before the verb in the names of its events
 * @param attributes those that are not other entities and no collections, by name
 */
record AnnouncedType(
        Class<?> type,
        String name,
        Set<EntityChange> changes,
        boolean toOthers,
        TreeSet<String> attributes) {

    private static final String ANY_ID = "1";
    private static final List<String> GETTERS = List.of("get", "is");

    /**
     * Null for entities that announce nothing.
     *
     * @throws IllegalArgumentException when one cannot do what its annotation says
     */
    static @Nullable AnnouncedType of(EntityType<?> entity) {
        Class<?> type = entity.getJavaType();
        BroadcastEntity annotation =
                type == null ? null : type.getAnnotation(BroadcastEntity.class);
        if (type == null || annotation == null) {
            return null;
        }
        requireSensible(entity, type);
        TreeSet<String> attributes = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        entity.getAttributes().stream()
                .filter(AnnouncedType::isOwn)
                .map(Attribute::getName)
                .forEach(attributes::add);
        Set<EntityChange> changes = EnumSet.noneOf(EntityChange.class);
        changes.addAll(List.of(annotation.value()));
        String name = annotation.name().isEmpty() ? type.getSimpleName() : annotation.name();
        return new AnnouncedType(type, name, changes, annotation.toOthers(), attributes);
    }

    private static void requireSensible(EntityType<?> entity, Class<?> type) {
        if (Restriction.of(type).restricts()) {
            throw new IllegalArgumentException(
                    type.getName()
                            + " has @BroadcastEntity and @VisibleTo: put @VisibleTo on its"
                            + " attributes, or broadcast an event of your own");
        }
        boolean hasPlainId =
                entity.hasSingleIdAttribute()
                        && entity.getIdType().getPersistenceType() == PersistenceType.BASIC;
        if (!hasPlainId && !BroadcastsChanges.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException(
                    type.getName()
                            + " has @BroadcastEntity and an id of several parts, which no channel"
                            + " is named by: implement BroadcastsChanges.broadcastOn");
        }
    }

    private static boolean isOwn(Attribute<?, ?> attribute) {
        return attribute.getPersistentAttributeType() == PersistentAttributeType.BASIC
                || (attribute instanceof SingularAttribute<?, ?> singular
                        && singular.getType() instanceof EmbeddableType<?> embedded
                        && isAllOwn(embedded));
    }

    private static boolean isAllOwn(ManagedType<?> embedded) {
        return embedded.getAttributes().stream().allMatch(AnnouncedType::isOwn);
    }

    /** As it is compared with channel rules. */
    Announcement announcement() {
        return new Announcement(
                type,
                says("broadcastOn") ? null : EntityChannel.of(type, ANY_ID),
                says("broadcastWith") ? member -> false : member -> attribute(member) != null);
    }

    /** Whether these entities have a method of {@link BroadcastsChanges} of their own. */
    private boolean says(String method) {
        try {
            return BroadcastsChanges.class.isAssignableFrom(type)
                    && type.getMethod(method, EntityChange.class).getDeclaringClass()
                            != BroadcastsChanges.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("there is no " + method, e);
        }
    }

    /** The attribute that a field or a getter stands for; null when that is none of them. */
    @Nullable String attribute(String member) {
        if (attributes.contains(member)) {
            return attributes.ceiling(member);
        }
        return GETTERS.stream()
                .filter(member::startsWith)
                .map(getter -> member.substring(getter.length()))
                .filter(attributes::contains)
                .map(attributes::ceiling)
                .findFirst()
                .orElse(null);
    }
}

package io.belfry.spring.jpa;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.Channel;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;

/**
 * The event that tells of a change of an entity. For those who listen to a broadcaster, and for
 * tests; nobody else makes one. As immutable as the entity.
 */
public final class EntityBroadcast implements BroadcastEvent {
    private static final BroadcastsChanges USUAL = new BroadcastsChanges() {};

    private final AnnouncedType type;
    private final Object id;
    private final Object entity;
    private final EntityChange change;

    EntityBroadcast(AnnouncedType type, Object id, Object entity, EntityChange change) {
        this.type = type;
        this.id = id;
        this.entity = entity;
        this.change = change;
    }

    /** As it was written last. */
    public Object entity() {
        return entity;
    }

    /** What became of it. */
    public EntityChange change() {
        return change;
    }

    AnnouncedType type() {
        return type;
    }

    /** The same with another change of the same entity behind it; null when nothing is left. */
    @Nullable EntityBroadcast and(EntityBroadcast next) {
        EntityChange both = EntityChange.both(change, next.change);
        return both == null ? null : new EntityBroadcast(type, id, next.entity, both);
    }

    private BroadcastsChanges own() {
        return entity instanceof BroadcastsChanges own ? own : USUAL;
    }

    @Override
    public Collection<? extends Channel> channels() {
        Collection<? extends Channel> own = own().broadcastOn(change);
        return own == null ? List.of(EntityChannel.of(type.type(), id)) : own;
    }

    @Override
    public String broadcastAs() {
        String own = own().broadcastAs(change);
        return own == null ? type.name() + change.verb() : own;
    }

    @Override
    public Object broadcastWith() {
        Object own = own().broadcastWith(change);
        return own == null ? new EntityPayload(new EntityAttributes(entity, type)) : own;
    }

    @Override
    public boolean broadcastWhen() {
        return type.changes().contains(change) && own().broadcastWhen(change);
    }

    /** Nobody has asked for it in so many words, so nobody fails by it. */
    @Override
    public boolean broadcastRescue() {
        return true;
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(type.type().getName(), id, change);
    }
}

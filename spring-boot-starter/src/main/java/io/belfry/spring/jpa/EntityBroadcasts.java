package io.belfry.spring.jpa;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.PendingBroadcast;
import io.belfry.broadcasting.check.Announcement;

import jakarta.persistence.EntityManagerFactory;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Broadcasts the changes of entities with {@link BroadcastEntity}. In an application with Spring
 * Boot there is one by itself.
 *
 * <p>Events are prepared when a transaction is about to commit, after all that it writes: a queue
 * in the same database so takes them in the same transaction, and every other after it. A
 * transaction that Spring knows nothing of has committed before they are.
 *
 * <p>Thread-safe.
 */
public final class EntityBroadcasts {
    private final Supplier<Broadcaster> broadcaster;
    private final Map<Class<?>, AnnouncedType> types = new ConcurrentHashMap<>();
    private final Set<SessionFactoryImplementor> known = ConcurrentHashMap.newKeySet();

    /**
     * @param broadcaster asked for when an entity changes, and not before
     */
    public EntityBroadcasts(Supplier<Broadcaster> broadcaster) {
        this.broadcaster = broadcaster;
    }

    /**
     * Lets the entities of a factory, which must be one of Hibernate, announce their changes. One
     * that is listened to already is left alone.
     *
     * @throws IllegalArgumentException when one cannot do what its annotation says
     */
    public void listenTo(EntityManagerFactory factory) {
        Map<Class<?>, AnnouncedType> own = new HashMap<>();
        factory.getMetamodel()
                .getEntities()
                .forEach(entity -> {
                    AnnouncedType type = AnnouncedType.of(entity);
                    if (type != null) {
                        own.put(type.type(), type);
                    }
                });
        if (own.isEmpty()) {
            return;
        }
        SessionFactoryImplementor sessions = factory.unwrap(SessionFactoryImplementor.class);
        if (!known.add(sessions)) {
            return;
        }
        types.putAll(own);
        ChangeListener.listen(sessions, new Watch(Map.copyOf(own)));
    }

    /** What there is to be compared with channel rules. */
    public List<Announcement> announcements() {
        return types.values().stream().map(AnnouncedType::announcement).toList();
    }

    /** The entities of one factory. */
    private final class Watch implements EntityWatch<EntityBroadcast> {
        private final Map<Class<?>, AnnouncedType> own;

        Watch(Map<Class<?>, AnnouncedType> own) {
            this.own = own;
        }

        @Override
        public @Nullable EntityBroadcast heard(
                AbstractPostDatabaseOperationEvent event, EntityChange change) {
            AnnouncedType type = own.get(event.getPersister().getMappedClass());
            return type == null
                    ? null
                    : new EntityBroadcast(type, event.getId(), event.getEntity(), change);
        }

        @Override
        public @Nullable EntityBroadcast both(EntityBroadcast first, EntityBroadcast second) {
            return first.and(second);
        }

        @Override
        public void tell(List<EntityBroadcast> events) {
            events.forEach(this::tell);
        }

        private void tell(EntityBroadcast event) {
            PendingBroadcast pending = broadcaster.get().broadcast(event);
            if (event.type().toOthers()) {
                pending.toOthers();
            }
            pending.send();
        }
    }
}

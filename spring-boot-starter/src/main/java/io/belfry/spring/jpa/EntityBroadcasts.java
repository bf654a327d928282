package io.belfry.spring.jpa;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.PendingBroadcast;
import io.belfry.broadcasting.check.Announcement;

import jakarta.persistence.EntityManagerFactory;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.springframework.transaction.support.TransactionSynchronizationManager;

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
        EventListenerRegistry registry = sessions.getEventEngine().getListenerRegistry();
        ChangeListener listener = new ChangeListener(Map.copyOf(own), this);
        registry.appendListeners(EventType.POST_INSERT, listener);
        registry.appendListeners(EventType.POST_UPDATE, listener);
        registry.appendListeners(EventType.POST_DELETE, listener);
    }

    /** What there is to be compared with channel rules. */
    public List<Announcement> announcements() {
        return types.values().stream().map(AnnouncedType::announcement).toList();
    }

    /** Whether Spring holds back until the commit what is broadcast now. */
    static boolean isHeldBack() {
        return TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.isActualTransactionActive();
    }

    void send(EntityBroadcast event) {
        PendingBroadcast pending = broadcaster.get().broadcast(event);
        if (event.type().toOthers()) {
            pending.toOthers();
        }
        pending.send();
    }
}

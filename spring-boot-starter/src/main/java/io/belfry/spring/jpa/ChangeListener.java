package io.belfry.spring.jpa;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hears what sessions of one factory have written, and has it told when their transactions
 * complete. Thread-safe; what belongs to a session is used by its thread alone.
 */
final class ChangeListener
        implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener {
    private static final long serialVersionUID = 1L;

    private final transient Map<Class<?>, AnnouncedType> types;
    private final transient EntityBroadcasts broadcasts;
    private final transient Map<SharedSessionContractImplementor, Changes> open =
            new ConcurrentHashMap<>();

    ChangeListener(Map<Class<?>, AnnouncedType> types, EntityBroadcasts broadcasts) {
        this.types = types;
        this.broadcasts = broadcasts;
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        heard(event, EntityChange.CREATED);
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        heard(event, EntityChange.UPDATED);
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        heard(event, EntityChange.DELETED);
    }

    /** The transaction is asked instead. */
    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }

    private void heard(AbstractPostDatabaseOperationEvent event, EntityChange change) {
        EntityPersister persister = event.getPersister();
        AnnouncedType type = types.get(persister.getMappedClass());
        if (type == null) {
            return;
        }
        SharedSessionContractImplementor session = event.getSession();
        Object id = event.getId();
        changesOf(session)
                .add(
                        session.generateEntityKey(id, persister),
                        new EntityBroadcast(type, id, event.getEntity(), change));
    }

    private Changes changesOf(SharedSessionContractImplementor session) {
        Changes known = open.get(session);
        if (known != null) {
            return known;
        }
        Changes changes = new Changes();
        open.put(session, changes);
        session.getTransactionCoordinator()
                .getLocalSynchronizations()
                .registerSynchronization(new Completion(session, changes));
        return changes;
    }

    /** Hands on what a transaction has changed, once. */
    private final class Completion implements Synchronization {
        private final SharedSessionContractImplementor session;
        private final Changes changes;

        Completion(SharedSessionContractImplementor session, Changes changes) {
            this.session = session;
            this.changes = changes;
        }

        /** After the last flush. */
        @Override
        public void beforeCompletion() {
            if (EntityBroadcasts.isHeldBack()) {
                changes.drain(broadcasts::send);
            }
        }

        @Override
        public void afterCompletion(int status) {
            open.remove(session);
            if (status == Status.STATUS_COMMITTED) {
                changes.drain(broadcasts::send);
            }
        }
    }
}

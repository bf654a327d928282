package io.belfry.spring.jpa;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hears what sessions of one factory have written, and has it told when their transactions
 * complete. Thread-safe; what belongs to a session is used by its thread alone.
 */
final class ChangeListener<C>
        implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener {
    private static final long serialVersionUID = 1L;

    private final transient EntityWatch<C> watch;
    private final transient Map<SharedSessionContractImplementor, Changes<C>> open =
            new ConcurrentHashMap<>();

    private ChangeListener(EntityWatch<C> watch) {
        this.watch = watch;
    }

    /** Lets somebody hear of all changes that sessions of a factory write. */
    static void listen(SessionFactoryImplementor sessions, EntityWatch<?> watch) {
        EventListenerRegistry registry = sessions.getEventEngine().getListenerRegistry();
        ChangeListener<?> listener = new ChangeListener<>(watch);
        registry.appendListeners(EventType.POST_INSERT, listener);
        registry.appendListeners(EventType.POST_UPDATE, listener);
        registry.appendListeners(EventType.POST_DELETE, listener);
    }

    /** Whether Spring holds back until the commit what is broadcast now. */
    private static boolean isHeldBack() {
        return TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.isActualTransactionActive();
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
        C heard = watch.heard(event, change);
        if (heard != null) {
            SharedSessionContractImplementor session = event.getSession();
            EntityKey key = session.generateEntityKey(event.getId(), event.getPersister());
            changesOf(session).add(key, heard);
        }
    }

    private Changes<C> changesOf(SharedSessionContractImplementor session) {
        Changes<C> known = open.get(session);
        if (known != null) {
            return known;
        }
        Changes<C> changes = new Changes<>(watch);
        open.put(session, changes);
        session.getTransactionCoordinator()
                .getLocalSynchronizations()
                .registerSynchronization(new Completion(session, changes));
        return changes;
    }

    /** Hands on what a transaction has changed, once. */
    private final class Completion implements Synchronization {
        private final SharedSessionContractImplementor session;
        private final Changes<C> changes;

        Completion(SharedSessionContractImplementor session, Changes<C> changes) {
            this.session = session;
            this.changes = changes;
        }

        /** After the last flush. */
        @Override
        public void beforeCompletion() {
            if (isHeldBack()) {
                changes.tell();
            }
        }

        @Override
        public void afterCompletion(int status) {
            open.remove(session);
            if (status == Status.STATUS_COMMITTED) {
                changes.tell();
            }
        }
    }
}

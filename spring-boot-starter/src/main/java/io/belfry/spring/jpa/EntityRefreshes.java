package io.belfry.spring.jpa;

import jakarta.persistence.EntityManagerFactory;

import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Tells screens of changes of entities with {@link RefreshesContexts}. In an application with
 * Spring Boot and {@code belfry-live} there is one by itself.
 *
 * <p>Thread-safe.
 */
public final class EntityRefreshes {
    private static final Logger LOG = LoggerFactory.getLogger(EntityRefreshes.class);

    private final Consumer<List<RefreshedContexts>> screens;
    private final Set<SessionFactoryImplementor> known = ConcurrentHashMap.newKeySet();

    /**
     * @param screens tells them at once, in the transaction of the thread
     */
    public EntityRefreshes(Consumer<List<RefreshedContexts>> screens) {
        this.screens = screens;
    }

    /**
     * Lets screens be told of the entities of a factory, which must be one of Hibernate. One that
     * is listened to already is left alone.
     *
     * @throws IllegalArgumentException when an annotation names an attribute that is not there
     */
    public void listenTo(EntityManagerFactory factory) {
        Map<Class<?>, RefreshingType> own = new HashMap<>();
        factory.getMetamodel()
                .getEntities()
                .forEach(entity -> {
                    RefreshingType type = RefreshingType.of(entity);
                    if (type != null) {
                        own.put(type.type(), type);
                    }
                });
        if (own.isEmpty()) {
            return;
        }
        SessionFactoryImplementor sessions = factory.unwrap(SessionFactoryImplementor.class);
        if (known.add(sessions)) {
            ChangeListener.listen(sessions, new Watch(sessions, Map.copyOf(own)));
        }
    }

    /**
     * A change, and whom it concerned before.
     *
     * @param isNew whether nobody could know the entity before this transaction
     */
    private record Change(
            RefreshingType type, Object entity, Set<String> before, boolean isNew, boolean isGone) {
        @Nullable Change and(Change next) {
            if (isNew && next.isGone) {
                return null;
            }
            Set<String> all = new TreeSet<>(before);
            all.addAll(next.before);
            return new Change(type, next.entity, all, isNew, next.isGone);
        }
    }

    /** The entities of one factory. */
    private final class Watch implements EntityWatch<Change> {
        private final SessionFactoryImplementor sessions;
        private final Map<Class<?>, RefreshingType> own;

        Watch(SessionFactoryImplementor sessions, Map<Class<?>, RefreshingType> own) {
            this.sessions = sessions;
            this.own = own;
        }

        @Override
        public @Nullable Change heard(
                AbstractPostDatabaseOperationEvent event, EntityChange change) {
            RefreshingType type = own.get(event.getPersister().getMappedClass());
            return type == null
                    ? null
                    : new Change(
                            type,
                            event.getEntity(),
                            event instanceof PostUpdateEvent update
                                    ? before(type, update)
                                    : Set.of(),
                            change == EntityChange.CREATED,
                            change == EntityChange.DELETED);
        }

        /** What is on the way only through what was there before; nothing is loaded for it. */
        private Set<String> before(RefreshingType type, PostUpdateEvent update) {
            Set<String> users = new TreeSet<>();
            Object[] old = update.getOldState();
            if (old == null) {
                return users;
            }
            List<String> names = List.of(update.getPersister().getPropertyNames());
            for (List<String> path : type.paths()) {
                Object value = old[names.indexOf(path.getFirst())];
                if (Hibernate.isInitialized(value) || path.size() == 1) {
                    collect(value, path.subList(1, path.size()), users);
                }
            }
            return users;
        }

        @Override
        public @Nullable Change both(Change first, Change second) {
            return first.and(second);
        }

        @Override
        public void tell(List<Change> changes) {
            try {
                screens.accept(changes.stream().map(this::asContexts).toList());
            } catch (RuntimeException e) {
                LOG.error("Screens are not told of changed entities: {}", e.getMessage(), e);
            }
        }

        private RefreshedContexts asContexts(Change change) {
            RefreshingType type = change.type();
            Set<String> users = new TreeSet<>(change.before());
            type.paths().forEach(path -> collect(change.entity(), path, users));
            return new RefreshedContexts(type.contexts(), users, type.admins());
        }

        /** The ids of users at the end of a path. */
        private void collect(@Nullable Object value, List<String> path, Set<String> users) {
            if (value == null) {
                return;
            }
            if (value instanceof Collection<?> all) {
                all.forEach(each -> collect(each, path, users));
            } else if (path.isEmpty()) {
                users.add(id(value).toString());
            } else {
                Object owner = Hibernate.unproxy(value);
                EntityPersister persister =
                        sessions.getMappingMetamodel().getEntityDescriptor(owner.getClass());
                collect(
                        persister.getPropertyValue(owner, path.getFirst()),
                        path.subList(1, path.size()),
                        users);
            }
        }

        /** Of an entity its own, which loads nothing; everything else is one. */
        private Object id(Object value) {
            return sessions.getMappingMetamodel()
                                    .findEntityDescriptor(Hibernate.getClassLazy(value))
                            == null
                    ? value
                    : sessions.getPersistenceUnitUtil().getIdentifier(value);
        }
    }
}

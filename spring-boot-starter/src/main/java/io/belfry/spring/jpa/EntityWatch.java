package io.belfry.spring.jpa;

import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What is made of changes of entities. Thread-safe.
 *
 * @param <C> a change, as it is kept until the transaction is at its end
 */
interface EntityWatch<C> {

    /** A change that was written; null when nobody is told of such entities. */
    @Nullable C heard(AbstractPostDatabaseOperationEvent event, EntityChange change);

    /** What two changes of the same entity are together; null when they are none. */
    @Nullable C both(C first, C second);

    /**
     * Tells of the changes of a transaction, after all that it writes: before the commit where
     * Spring knows the transaction, else after it.
     */
    void tell(List<C> changes);
}

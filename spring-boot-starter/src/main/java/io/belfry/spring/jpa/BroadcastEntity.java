package io.belfry.spring.jpa;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an entity: its changes are broadcast by themselves, after the commit, under names such as
 * {@code PostUpdated}, on its own private channel, {@code com.acme.Post.7}, with its attributes as
 * {@code {"model": {…}}}. An entity that implements {@link BroadcastsChanges} says otherwise.
 *
 * <pre>{@code
 * @Entity
 * @BroadcastEntity
 * class Post { … }
 * }</pre>
 *
 * <p>One transaction tells of an entity once, with its last state: one that was made and changed
 * was made, one that was made and deleted never was. What JPQL and SQL change in bulk is not told
 * of, nor is a change of a collection alone. Failures are logged and never fail the transaction.
 */
@Documented
@Target(ElementType.TYPE)
@Inherited
@Retention(RetentionPolicy.RUNTIME)
public @interface BroadcastEntity {

    /** Which changes are broadcast. */
    EntityChange[] value() default {
        EntityChange.CREATED, EntityChange.UPDATED, EntityChange.DELETED
    };

    /**
     * What stands before {@code Created}, {@code Updated} and {@code Deleted} in the names of
     * events; the simple name of the class when it is empty.
     */
    String name() default "";

    /** Whether the connection is left out that the request with the change came with. */
    boolean toOthers() default false;
}

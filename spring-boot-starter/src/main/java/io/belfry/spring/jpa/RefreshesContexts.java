package io.belfry.spring.jpa;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an entity: when one is made, changed or deleted, screens that show it are told to fetch again.
 *
 * <pre>{@code
 * @Entity
 * @RefreshesContexts(value = "bookings", users = {"parent", "schedules.trainer"}, admins = true)
 * class Booking { … }
 * }</pre>
 *
 * <p>All that one transaction writes is told once, in that transaction, after its last flush. Who
 * was concerned before a change is told too. What JPQL and SQL change in bulk is not told of, nor
 * is a change of a collection alone.
 */
@Documented
@Target(ElementType.TYPE)
@Inherited
@Retention(RetentionPolicy.RUNTIME)
public @interface RefreshesContexts {

    /** What screens call that which shows such entities; 1 to 50. */
    String[] value();

    /**
     * Attributes that hold whom it concerns, with dots on the way through other entities: the ids
     * of users, users themselves, of which the id is taken, or collections of either.
     */
    String[] users() default {};

    /** Whether it concerns the administrators too. */
    boolean admins() default false;
}

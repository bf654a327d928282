package io.belfry.broadcasting.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The patterns of the channels on which an event is broadcast, as their rules are written: {@code
 * tickets.{ticket}}. With it a start can tell what would fail later: a channel without a rule, or a
 * part that only some may see on a channel that knows nobody of them. Needed where {@link
 * VisibleTo} is used, and welcome everywhere else.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface BroadcastOn {

    /** Without {@code private-}, {@code presence-} or {@code private-encrypted-}. */
    String[] value();
}

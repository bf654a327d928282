package io.belfry.broadcasting.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of an event on the wire, taken as it is. In Echo it is heard with a dot in front: {@code
 * listen('.ticket.reply.created', …)}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface BroadcastName {

    /** 1 to 200 characters that do not begin with {@code pusher:} or {@code pusher_internal:}. */
    String value();
}

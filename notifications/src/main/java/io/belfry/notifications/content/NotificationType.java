package io.belfry.notifications.content;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a class of notifications is called: in the database, in preferences, and by pages, where it
 * is {@code notification.type}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NotificationType {

    /** 1 to 200 characters: {@code appointment.confirmed}. */
    String value();
}

package io.belfry.notifications.content;

import io.belfry.fields.FieldRefused;
import io.belfry.fields.PlainText;

/** How classes of notifications are called. Thread-safe: remembers what it has found. */
public final class TypeName {
    /** How long the name of a type may be. */
    public static final int LONGEST = 200;

    private static final ClassValue<String> NAMES =
            new ClassValue<>() {
                @Override
                protected String computeValue(Class<?> notification) {
                    NotificationType given = notification.getAnnotation(NotificationType.class);
                    return require(given == null ? notification.getName() : given.value());
                }
            };

    private TypeName() {}

    /**
     * The name that the annotation gives, or else that of the class.
     *
     * @throws FieldRefused when it is longer than {@value #LONGEST} characters
     */
    public static String of(Class<? extends Notification> notification) {
        return NAMES.get(notification);
    }

    /**
     * @throws FieldRefused when it is none
     */
    public static String require(String type) {
        return PlainText.line("type", type, LONGEST);
    }
}

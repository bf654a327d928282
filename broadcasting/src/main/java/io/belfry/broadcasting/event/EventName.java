package io.belfry.broadcasting.event;

/** How a class of events is called on the wire when the event does not say it itself. */
final class EventName {
    private static final ClassValue<String> NAMES =
            new ClassValue<>() {
                @Override
                protected String computeValue(Class<?> event) {
                    BroadcastName given = event.getAnnotation(BroadcastName.class);
                    return given == null ? ofClass(event) : given.value();
                }
            };

    private EventName() {}

    static String of(Class<?> event) {
        return NAMES.get(event);
    }

    /** As Laravel names them, and so as Echo expects them; nested classes like namespaces. */
    private static String ofClass(Class<?> event) {
        return event.getName().replace('.', '\\').replace('$', '\\');
    }
}

package io.belfry.broadcasting.rule;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A method that decides, asked by reflection. Immutable. */
final class AnnotatedRule implements Rule {
    private static final String JOIN = "join";

    private final Object bean;
    private final Method method;
    private final boolean takesUser;

    private AnnotatedRule(Object bean, Method method, boolean takesUser) {
        this.bean = bean;
        this.method = method;
        this.takesUser = takesUser;
    }

    /** What an annotation and the rule behind it say together. */
    record Found(ChannelRule annotation, Method method) {}

    /**
     * The rules of a bean: of its class, then of its methods by name.
     *
     * @throws IllegalArgumentException when there is none, or a class has no single {@code join}
     */
    static List<Found> of(Object bean) {
        List<Found> found = new ArrayList<>();
        List<Method> methods = methods(bean.getClass());
        ChannelRule ofClass = bean.getClass().getAnnotation(ChannelRule.class);
        if (ofClass != null) {
            found.add(new Found(ofClass, join(bean.getClass(), methods)));
        }
        for (Method method : methods) {
            ChannelRule annotation = method.getAnnotation(ChannelRule.class);
            if (annotation != null) {
                found.add(new Found(annotation, method));
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(bean.getClass().getName() + " has no @ChannelRule");
        }
        return found;
    }

    private static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                // The JVM gives them in no order that would be the same tomorrow.
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
    }

    private static Method join(Class<?> type, List<Method> methods) {
        List<Method> joins =
                methods.stream().filter(method -> method.getName().equals(JOIN)).toList();
        if (joins.size() != 1) {
            throw new IllegalArgumentException(
                    "%s has @ChannelRule and so needs one method called join, not %d"
                            .formatted(type.getName(), joins.size()));
        }
        return joins.getFirst();
    }

    /**
     * @throws IllegalArgumentException when the parameters do not fit the pattern
     */
    static AnnotatedRule of(
            Object bean, Method method, ChannelPattern pattern, Conversions conversions) {
        int placeholders = pattern.placeholders().size();
        Class<?>[] parameters = method.getParameterTypes();
        int users = parameters.length - placeholders;
        if (users != 0 && users != 1) {
            throw new IllegalArgumentException(
                    "%s decides on \"%s\" and so takes the user, if it wants to, and %d placeholders %s, not %d parameters"
                            .formatted(
                                    method,
                                    pattern,
                                    placeholders,
                                    pattern.placeholders(),
                                    parameters.length));
        }
        for (int i = users; i < parameters.length; i++) {
            if (!conversions.knows(parameters[i])) {
                throw new IllegalArgumentException(
                        "%s takes {%s} as a %s, for which there is no resolver"
                                .formatted(
                                        method,
                                        pattern.placeholders().get(i - users),
                                        parameters[i].getName()));
            }
        }
        method.setAccessible(true);
        return new AnnotatedRule(bean, method, users == 1);
    }

    @Override
    public Decision decide(ChannelUser user, Placeholders placeholders) throws Exception {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        int users = takesUser ? 1 : 0;
        if (takesUser) {
            Object who = types[0] == ChannelUser.class ? user : user.principal();
            if (!types[0].isInstance(who)) {
                return Decision.deny("the user is no " + types[0].getSimpleName());
            }
            arguments[0] = who;
        }
        for (int i = users; i < types.length; i++) {
            arguments[i] = placeholders.at(i - users, types[i]);
        }
        return decision(invoke(arguments));
    }

    private @Nullable Object invoke(Object[] arguments) throws Exception {
        try {
            return method.invoke(bean, arguments);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case Exception thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null, default -> throw e;
            }
        }
    }

    private static Decision decision(@Nullable Object answer) {
        return switch (answer) {
            case null -> Decision.pass();
            case Decision decision -> decision;
            case Boolean yes -> Decision.allowIf(yes);
            case Map<?, ?> nothing when nothing.isEmpty() -> Decision.pass();
            default -> Decision.member(answer);
        };
    }
}

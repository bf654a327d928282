package io.belfry.broadcasting.rule;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** A method that decides, asked by reflection. Immutable. */
final class AnnotatedRule implements Rule {
    private static final String JOIN = "join";
    private static final Set<Class<?>> NO_ANSWERS =
            Set.of(String.class, Integer.class, Long.class, List.class, Set.class, Future.class);

    private final Supplier<?> bean;
    private final Method method;
    private final boolean takesUser;

    private AnnotatedRule(Supplier<?> bean, Method method, boolean takesUser) {
        this.bean = bean;
        this.method = method;
        this.takesUser = takesUser;
    }

    /** What an annotation and the rule behind it say together. */
    record Found(ChannelRule annotation, Method method) {}

    /**
     * The rules of a class in the order that they give; else its own, then those of its methods, by
     * name, and then those of the methods that it inherits.
     *
     * @throws IllegalArgumentException when there is none, or the class has one and no single
     *     {@code join}
     */
    static List<Found> of(Class<?> type) {
        List<Found> found = new ArrayList<>();
        List<Method> methods = methods(type);
        ChannelRule ofClass = type.getAnnotation(ChannelRule.class);
        if (ofClass != null) {
            found.add(new Found(ofClass, join(type, methods)));
        }
        for (Method method : methods) {
            ChannelRule annotation = method.getAnnotation(ChannelRule.class);
            if (annotation != null) {
                found.add(new Found(annotation, method));
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(type.getName() + " has no @ChannelRule");
        }
        found.sort(Comparator.comparingInt(each -> each.annotation().order()));
        return found;
    }

    private static List<Method> methods(Class<?> type) {
        List<Method> methods = new ArrayList<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            Arrays.stream(each.getDeclaredMethods())
                    .filter(method -> !method.isSynthetic() && isLast(method, methods))
                    // The JVM gives them in no order that would be the same tomorrow.
                    .sorted(Comparator.comparing(Method::toString))
                    .forEach(methods::add);
        }
        return methods;
    }

    /** Whether no class below has overridden it. */
    private static boolean isLast(Method method, List<Method> below) {
        return below.stream()
                .noneMatch(each ->
                        each.getName().equals(method.getName())
                                && Arrays.equals(
                                        each.getParameterTypes(), method.getParameterTypes()));
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
            Supplier<?> bean, Method method, ChannelPattern pattern, Conversions conversions) {
        requireSensible(method);
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

    private static void requireSensible(Method method) {
        if (Modifier.isPrivate(method.getModifiers())) {
            throw new IllegalArgumentException(
                    method + " decides on channels and is private, which a proxy cannot hand on");
        }
        Class<?> answer = method.getReturnType();
        if (answer != boolean.class && (answer.isPrimitive() || NO_ANSWERS.contains(answer))) {
            throw new IllegalArgumentException(
                    "%s answers with a %s, and not with a Decision, a boolean or what others see"
                            .formatted(method, answer.getName()));
        }
    }

    /** Whether it answers with what others are shown of the user, as its type says. */
    boolean showsMembers() {
        Class<?> answer = method.getReturnType();
        return answer != boolean.class && answer != Boolean.class && answer != Decision.class;
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
            return method.invoke(bean.get(), arguments);
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
            case Optional<?> some -> decision(some.orElse(null));
            case Map<?, ?> nothing when nothing.isEmpty() -> Decision.pass();
            case Number number -> throw noAnswer(number);
            case CharSequence text -> throw noAnswer(text);
            case Iterable<?> several -> throw noAnswer(several);
            case Future<?> later -> throw noAnswer(later);
            case CompletionStage<?> later -> throw noAnswer(later);
            case Flow.Publisher<?> later -> throw noAnswer(later);
            default -> {
                if (isReactive(answer.getClass())) {
                    throw noAnswer(answer);
                }
                yield Decision.member(answer);
            }
        };
    }

    /** By name, so that no reactive library is needed here. */
    private static boolean isReactive(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Class<?> implemented : each.getInterfaces()) {
                if (implemented.getName().startsWith("org.reactivestreams.")
                        || isReactive(implemented)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static IllegalStateException noAnswer(Object answer) {
        return new IllegalStateException(
                "a rule answered with a %s, and not with a Decision, a boolean or what others see"
                        .formatted(answer.getClass().getName()));
    }
}

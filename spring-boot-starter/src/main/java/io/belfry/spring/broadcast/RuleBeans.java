package io.belfry.spring.broadcast;

import io.belfry.broadcasting.rule.ChannelRule;
import io.belfry.broadcasting.rule.ChannelRules;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.util.ClassUtils;

/** Beans that have channel rules, by the annotations of their classes. */
final class RuleBeans {
    private RuleBeans() {}

    /**
     * Adds their rules. The beans themselves are asked for when they decide: they may need what
     * needs the rules, and a proxy or a scope may stand before them.
     */
    static void addTo(ChannelRules.Builder rules, ListableBeanFactory beans) {
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = beans.getType(name, false);
            if (type == null || ScopedProxyUtils.isScopedTarget(name)) {
                continue;
            }
            Class<?> own = ClassUtils.getUserClass(type);
            if (hasRules(own)) {
                rules.rulesOf(own, () -> beans.getBean(name));
            }
        }
    }

    private static boolean hasRules(Class<?> type) {
        return type.isAnnotationPresent(ChannelRule.class)
                || !MethodIntrospector.selectMethods(
                                type,
                                (MethodIntrospector.MetadataLookup<ChannelRule>)
                                        method -> method.getAnnotation(ChannelRule.class))
                        .isEmpty();
    }
}

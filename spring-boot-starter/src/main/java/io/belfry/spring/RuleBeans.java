package io.belfry.spring;

import io.belfry.broadcasting.rule.ChannelRule;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;

import java.util.ArrayList;
import java.util.List;

/** Beans that have channel rules, by their annotations. */
final class RuleBeans {
    private RuleBeans() {}

    static List<Object> in(ListableBeanFactory beans) {
        List<Object> found = new ArrayList<>();
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = beans.getType(name, false);
            if (type != null && hasRules(type)) {
                found.add(beans.getBean(name));
            }
        }
        return found;
    }

    private static boolean hasRules(Class<?> type) {
        return AnnotatedElementUtils.hasAnnotation(type, ChannelRule.class)
                || !MethodIntrospector.selectMethods(
                                type,
                                (MethodIntrospector.MetadataLookup<ChannelRule>)
                                        method -> method.getAnnotation(ChannelRule.class))
                        .isEmpty();
    }
}

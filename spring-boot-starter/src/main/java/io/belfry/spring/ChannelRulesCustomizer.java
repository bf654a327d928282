package io.belfry.spring;

import io.belfry.broadcasting.rule.ChannelRules;

/**
 * Adds channel rules and resolvers in code. Beans of this type are asked in their order, before the
 * rules of annotated beans are added.
 */
@FunctionalInterface
public interface ChannelRulesCustomizer {
    void customize(ChannelRules.Builder rules);
}

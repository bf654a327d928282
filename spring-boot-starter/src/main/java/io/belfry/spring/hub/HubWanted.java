package io.belfry.spring.hub;

import io.belfry.spring.BelfryProperties;
import io.belfry.spring.BelfryProperties.DriverKind;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether any connection of the application goes over a hub of its own. */
final class HubWanted implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        BelfryProperties properties =
                Binder.get(context.getEnvironment()).bindOrCreate("belfry", BelfryProperties.class);
        return properties.driver() == DriverKind.HUB
                || properties.connections().values().stream()
                        .anyMatch(each -> each.driver() == DriverKind.HUB);
    }
}

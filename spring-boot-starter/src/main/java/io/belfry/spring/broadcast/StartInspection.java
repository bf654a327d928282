package io.belfry.spring.broadcast;

import io.belfry.broadcasting.check.Announcement;
import io.belfry.broadcasting.check.Inspection;
import io.belfry.broadcasting.check.Problem;
import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.spring.start.StartRefused;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares the events of the application, found in its packages, with its channel rules before it
 * starts. What is fatal ends the start, everything else is logged.
 */
final class StartInspection implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(StartInspection.class);

    private final BeanFactory beans;
    private final ChannelRules rules;
    private final ObjectProvider<Announcements> others;

    StartInspection(BeanFactory beans, ChannelRules rules, ObjectProvider<Announcements> others) {
        this.beans = beans;
        this.rules = rules;
        this.others = others;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<Announcement> announcements =
                others.orderedStream().flatMap(each -> each.all().stream()).toList();
        List<Problem> problems = Inspection.problems(rules, events(), announcements);
        problems.stream()
                .filter(each -> !each.fatal())
                .forEach(each -> LOG.warn("{}", each.message()));
        String fatal =
                problems.stream()
                        .filter(Problem::fatal)
                        .map(Problem::message)
                        .collect(Collectors.joining(" "));
        if (!fatal.isEmpty()) {
            throw new StartRefused(
                    "Events and channel rules do not fit",
                    fatal.substring(0, fatal.length() - 1),
                    "Change the event or the rule.");
        }
    }

    private List<Class<? extends BroadcastEvent>> events() {
        if (!AutoConfigurationPackages.has(beans)) {
            return List.of();
        }
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(BroadcastEvent.class));
        List<Class<? extends BroadcastEvent>> events = new ArrayList<>();
        for (String each : AutoConfigurationPackages.get(beans)) {
            for (BeanDefinition found : scanner.findCandidateComponents(each)) {
                String name = String.valueOf(found.getBeanClassName());
                events.add(
                        ClassUtils.resolveClassName(name, null).asSubclass(BroadcastEvent.class));
            }
        }
        return events;
    }
}

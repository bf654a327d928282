package io.belfry.broadcasting.check;

import io.belfry.broadcasting.check.RestrictedParts.RestrictedPart;
import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.VisibleTo;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.broadcasting.rule.ChannelRules.RegisteredRule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares the events of an application with its channel rules: to be asked at the start, and its
 * fatal problems to be heeded. What an event says by {@link BroadcastOn} is taken for true.
 */
public final class Inspection {
    private final ChannelRules channels;
    private final List<RegisteredRule> rules;
    private final Collection<Class<? extends BroadcastEvent>> events;
    private final Collection<Announcement> others;
    private final List<Problem> problems = new ArrayList<>();

    private Inspection(
            ChannelRules channels,
            Collection<Class<? extends BroadcastEvent>> events,
            Collection<Announcement> others) {
        this.channels = channels;
        this.rules = channels.registered();
        this.events = events;
        this.others = others;
    }

    /**
     * The problems that there are; fatal are those with {@link VisibleTo}: a part that only some
     * may see, on channels that know nobody of them or that nobody has named.
     */
    public static List<Problem> problems(
            ChannelRules rules, Collection<Class<? extends BroadcastEvent>> events) {
        return problems(rules, events, List.of());
    }

    /**
     * The problems that there are.
     *
     * @param others what is broadcast beside events
     */
    public static List<Problem> problems(
            ChannelRules rules,
            Collection<Class<? extends BroadcastEvent>> events,
            Collection<Announcement> others) {
        Inspection inspection = new Inspection(rules, events, others);
        inspection.inspect();
        return List.copyOf(inspection.problems);
    }

    private void inspect() {
        Set<String> used = new HashSet<>();
        boolean allTell = true;
        for (Class<? extends BroadcastEvent> event : events) {
            List<String> patterns = said(event);
            allTell &= event.isAnnotationPresent(BroadcastOn.class);
            used.addAll(patterns);
            inspect(event, patterns, RestrictedParts.of(event));
        }
        for (Announcement other : others) {
            List<String> patterns = patterns(other);
            allTell &= !patterns.isEmpty();
            used.addAll(patterns);
            inspect(other.type(), patterns, RestrictedParts.of(other));
        }
        if (allTell) {
            rules.stream()
                    .filter(rule -> !rule.showsMembers())
                    .map(RegisteredRule::pattern)
                    .filter(pattern -> !used.contains(pattern))
                    .forEach(this::unused);
        }
    }

    private static List<String> said(Class<?> type) {
        BroadcastOn on = type.getAnnotation(BroadcastOn.class);
        return on == null ? List.of() : List.of(on.value());
    }

    private List<String> patterns(Announcement other) {
        List<String> said = said(other.type());
        if (!said.isEmpty() || other.channel() == null) {
            return said;
        }
        RegisteredRule rule = channels.ruleOf(other.channel());
        // Without a rule it goes by the name of one channel, to which nobody can listen.
        return List.of(rule == null ? other.channel().name() : rule.pattern());
    }

    private void inspect(Class<?> type, List<String> patterns, List<RestrictedPart> parts) {
        inspectChannels(type, patterns);
        parts.forEach(part -> inspectPart(type, part, patterns));
    }

    private void unused(String pattern) {
        warn("No event is broadcast on %s, which has a rule.".formatted(pattern));
    }

    private void inspectChannels(Class<?> event, List<String> patterns) {
        for (String pattern : patterns) {
            if (rules.stream().noneMatch(rule -> rule.pattern().equals(pattern))) {
                warn(
                        "%s is broadcast on %s, which has no rule: nobody can listen unless it is public."
                                .formatted(event.getName(), pattern));
            }
        }
    }

    private void inspectPart(Class<?> event, RestrictedPart part, List<String> patterns) {
        String what =
                "%s: %s is visible to %s only"
                        .formatted(event.getName(), part.path(), part.audiences());
        if (patterns.isEmpty()) {
            fail(what + ", and the event does not say by @BroadcastOn on which channels it goes.");
        }
        Set<String> known = new HashSet<>();
        for (String pattern : patterns) {
            List<String> audiences = audiencesOf(pattern);
            known.addAll(audiences);
            if (audiences.isEmpty()) {
                fail(
                        "%s, and the rule for %s knows no audiences: name them there, or send what is for all in an event of its own."
                                .formatted(what, pattern));
            }
        }
        for (String audience : part.audiences()) {
            if (!known.isEmpty() && !known.contains(audience)) {
                fail("%s, and none of %s knows %s.".formatted(what, patterns, audience));
            }
        }
    }

    private List<String> audiencesOf(String pattern) {
        return rules.stream()
                .filter(rule -> rule.pattern().equals(pattern))
                .findFirst()
                .map(RegisteredRule::audiences)
                .orElse(List.of());
    }

    private void warn(String message) {
        problems.add(new Problem(false, message));
    }

    private void fail(String message) {
        problems.add(new Problem(true, message));
    }
}

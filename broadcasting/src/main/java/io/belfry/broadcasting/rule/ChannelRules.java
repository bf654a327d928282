package io.belfry.broadcasting.rule;

import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PublicChannel;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * All rules of an application, in the order in which they were registered. The first whose pattern
 * matches decides, unless it passes; what no rule decides is refused, and so is everything when a
 * rule fails.
 *
 * <p>Immutable and thread-safe.
 */
public final class ChannelRules {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelRules.class);

    private final List<Registered> rules;
    private final Conversions conversions;

    private ChannelRules(List<Registered> rules, Conversions conversions) {
        this.rules = List.copyOf(rules);
        this.conversions = conversions;
    }

    private record Registered(
            ChannelPattern pattern, Audiences audiences, List<String> guards, Rule rule) {

        /** Somebody asks for a channel of this rule. */
        private record Asked(List<String> placeholders, @Nullable String audience) {}

        /** Null when the name is none of this rule. */
        @Nullable Asked read(String name) {
            Audiences.Named named = audiences.read(name);
            List<String> placeholders = named == null ? null : pattern.match(named.bare());
            return named == null || placeholders == null
                    ? null
                    : new Asked(placeholders, named.audience());
        }

        RegisteredRule known() {
            boolean showsMembers = rule instanceof AnnotatedRule method && method.showsMembers();
            return new RegisteredRule(pattern.toString(), audiences.names(), showsMembers);
        }

        @Nullable ChannelUser user(Users users) {
            for (String guard : guards) {
                ChannelUser user = users.of(guard);
                if (user != null) {
                    return user;
                }
            }
            return null;
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * What is known of a rule without asking it.
     *
     * @param pattern as it was written, without a prefix
     * @param audiences empty when the rule keeps nobody apart
     * @param showsMembers whether it is a method that answers with what others are shown of a
     *     member, as rules of presence channels do, on which nothing needs to be broadcast
     */
    public record RegisteredRule(String pattern, List<String> audiences, boolean showsMembers) {}

    /** All rules, in the order in which they are tried. */
    public List<RegisteredRule> registered() {
        return rules.stream().map(Registered::known).toList();
    }

    /** The first rule whose pattern has a channel, which decides on it unless it passes. */
    public @Nullable RegisteredRule ruleOf(Channel channel) {
        return rules.stream()
                .filter(each -> each.read(channel.name()) != null)
                .map(Registered::known)
                .findFirst()
                .orElse(null);
    }

    /** Decides whether somebody may listen to a channel. */
    public Verdict decide(Channel channel, Users users) {
        for (Registered each : rules) {
            Registered.Asked asked = each.read(channel.name());
            Verdict verdict = asked == null ? null : ask(each, asked, channel, users);
            if (verdict != null) {
                return verdict;
            }
            if (asked != null && each.audiences().isSetApart(asked.audience())) {
                // Events for this audience go by this rule, so no other may let in.
                return new Verdict.Refused("the rule with this audience lets nobody pass");
            }
        }
        return new Verdict.Refused("no rule lets anybody listen to it");
    }

    /**
     * The channel to which somebody listens who wants to hear of this one: for pages, where a rule
     * keeps audiences apart. Null when nobody lets them.
     *
     * @param channel with its plain name
     */
    public @Nullable Channel channelFor(Channel channel, Users users) {
        return audiences(channel).stream()
                .map(AudienceChannel::channel)
                .filter(each -> decide(each, users) instanceof Verdict.Granted)
                .findFirst()
                .orElse(null);
    }

    /**
     * Where those listen who may hear of a channel: one channel for each audience of the first rule
     * that has the channel, or just the channel itself. A name with an audience behind it stands
     * for that one alone.
     */
    public List<AudienceChannel> audiences(Channel channel) {
        if (channel instanceof PublicChannel) {
            // No rule keeps anybody from it.
            return List.of(new AudienceChannel(null, channel));
        }
        for (Registered each : rules) {
            Registered.Asked asked = each.read(channel.name());
            if (asked != null) {
                return each.audiences().of(channel, asked.audience());
            }
        }
        return List.of(new AudienceChannel(null, channel));
    }

    /** Null when the rule leaves it to the next. */
    private @Nullable Verdict ask(
            Registered rule, Registered.Asked asked, Channel channel, Users users) {
        try {
            ChannelUser user = rule.user(users);
            if (user == null) {
                return new Verdict.Refused("nobody is signed in");
            }
            Placeholders placeholders =
                    new Placeholders(rule.pattern(), asked.placeholders(), conversions);
            return verdict(rule, asked, user, rule.rule().decide(user, placeholders));
        } catch (Placeholders.NoSuchTarget e) {
            return new Verdict.Refused(String.valueOf(e.getMessage()));
        } catch (Exception e) {
            LOG.error(
                    "The rule for {} failed for {}; the client is refused.",
                    rule.pattern(),
                    channel.wireName(),
                    e);
            return new Verdict.Refused("the rule failed");
        }
    }

    private static @Nullable Verdict verdict(
            Registered rule, Registered.Asked asked, ChannelUser user, Decision decision) {
        return switch (decision) {
            case Decision.Allowed(Object info, String audience) ->
                    Objects.equals(audience, asked.audience())
                            ? new Verdict.Granted(user, info, audience)
                            : wrongAudience(rule, audience, asked.audience());
            case Decision.Denied(String reason) -> new Verdict.Refused(reason);
            case Decision.Passed() -> null;
        };
    }

    private static Verdict wrongAudience(
            Registered rule, @Nullable String said, @Nullable String asked) {
        if (said == null || !rule.audiences().names().contains(said)) {
            LOG.error(
                    "The rule for {} said audience {}, and has {}; the client is refused.",
                    rule.pattern(),
                    said,
                    rule.audiences().names());
        }
        return new Verdict.Refused(
                "the channel is for audience %s, the user is of %s".formatted(asked, said));
    }

    /** Gathers rules. Not thread-safe. */
    public static final class Builder {
        private final Map<Class<?>, Conversions.ByKey<?>> resolvers = new HashMap<>();
        private final List<Source> sources = new ArrayList<>();

        private Builder() {}

        /** Makes a rule out of what all resolvers together can do. */
        private interface Source {
            Registered rule(Conversions conversions);
        }

        /** Lets rules ask for entities instead of the text that names them. */
        public <T> Builder resolver(Class<T> type, Resolver<String, ? extends T> resolver) {
            return resolver(type, String.class, resolver);
        }

        /**
         * Lets rules ask for entities instead of their ids; where something else than an id stands
         * nobody is let in, and the resolver is not asked.
         *
         * @param key {@code String}, {@code Long}, {@code Integer}, {@code UUID} or an enum
         * @throws IllegalArgumentException when the key is of another type
         */
        public <T, K> Builder resolver(
                Class<T> type, Class<K> key, Resolver<? super K, ? extends T> resolver) {
            resolvers.put(type, new Conversions.ByKey<>(key, resolver));
            return this;
        }

        /**
         * Adds a rule behind those that are there.
         *
         * @param pattern such as {@code tickets.{ticket}}; {@code private-}, {@code presence-} or
         *     {@code private-encrypted-} in front is understood, and the log says that it is not
         *     needed
         * @param guards who tells the user, the first that knows one; the default one when there is
         *     none
         * @throws IllegalArgumentException when the pattern is none
         */
        public Builder channel(String pattern, Rule rule, String... guards) {
            return channel(pattern, List.of(), rule, guards);
        }

        /**
         * Adds a rule behind those that are there, whose channels tell different audiences
         * different things. The first audience listens to the plain name, {@code tickets.5}; the
         * others to it with theirs behind, {@code tickets.5@agent}. {@link ChannelRules#channelFor}
         * tells which one a user is to ask for.
         *
         * @param audiences the one that may see least first; each 1 to 32 characters out of {@code
         *     a-z 0-9 -}
         * @param rule answers with {@link Decision#audience}
         * @throws IllegalArgumentException when the pattern or an audience is none
         */
        public Builder channel(
                String pattern, List<String> audiences, Rule rule, String... guards) {
            Registered registered =
                    registered(
                            ChannelPattern.of(pattern),
                            new Audiences(audiences),
                            List.of(guards),
                            rule);
            sources.add(conversions -> registered);
            return this;
        }

        /**
         * Adds the rules that the annotations of an object's class and of its methods say.
         *
         * @throws IllegalArgumentException when there are none, or a pattern is none
         */
        public Builder rulesOf(Object bean) {
            return rulesOf(bean.getClass(), () -> bean);
        }

        /**
         * Adds the rules that the annotations of a class and of its methods say.
         *
         * @param bean gives who decides, an object of that class or a proxy that extends it; asked
         *     for each decision, and not before the first
         * @throws IllegalArgumentException when there are none, or a pattern is none
         */
        public Builder rulesOf(Class<?> annotated, Supplier<?> bean) {
            for (AnnotatedRule.Found found : AnnotatedRule.of(annotated)) {
                ChannelRule annotation = found.annotation();
                ChannelPattern pattern = ChannelPattern.of(annotation.value());
                Audiences audiences = new Audiences(List.of(annotation.audiences()));
                List<String> guards = List.of(annotation.guards());
                sources.add(conversions ->
                        registered(
                                pattern,
                                audiences,
                                guards,
                                AnnotatedRule.of(bean, found.method(), pattern, conversions)));
            }
            return this;
        }

        private static Registered registered(
                ChannelPattern pattern, Audiences audiences, List<String> guards, Rule rule) {
            return new Registered(
                    pattern,
                    audiences,
                    guards.isEmpty() ? List.of(Users.DEFAULT_GUARD) : guards,
                    rule);
        }

        /**
         * @throws IllegalArgumentException when a method takes what no placeholder can become
         */
        public ChannelRules build() {
            Conversions conversions = new Conversions(resolvers);
            return new ChannelRules(
                    sources.stream().map(each -> each.rule(conversions)).toList(), conversions);
        }
    }
}

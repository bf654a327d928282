package io.belfry.spring.broadcast;

import io.belfry.broadcasting.AuditLog;
import io.belfry.broadcasting.BroadcastListener;
import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.Transactions;
import io.belfry.broadcasting.authorization.Endpoints;
import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.encryption.MasterKey;
import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.queue.MemoryQueue;
import io.belfry.broadcasting.queue.MemoryQueueSettings;
import io.belfry.broadcasting.queue.Pauses;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.spring.BelfryProperties;
import io.belfry.spring.BelfryProperties.QueueProperties;
import io.belfry.spring.ChannelRulesCustomizer;
import io.belfry.spring.LiveAddress;
import io.belfry.spring.QueueFactory;
import io.belfry.spring.start.AppCredentials;
import io.belfry.spring.start.StartRefused;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/** Broadcasting: a broadcaster, the channel rules, and what the endpoints answer. */
@AutoConfiguration(
        afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@EnableConfigurationProperties(BelfryProperties.class)
public class BelfryAutoConfiguration {

    /** Made by Spring. */
    BelfryAutoConfiguration() {}

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Broadcaster belfryBroadcaster(
            Environment environment,
            BelfryProperties properties,
            ChannelRules rules,
            ObjectProvider<HubDriver> hub,
            ObjectProvider<JsonMapper> json,
            ObjectProvider<MasterKey> masterKey,
            ObjectProvider<Transactions> transactions,
            ObjectProvider<QueueFactory> queue,
            ObjectProvider<CurrentRequest> request,
            ObjectProvider<BroadcastListener> listeners) {
        if ("".equals(environment.getProperty("belfry.driver"))) {
            throw new StartRefused(
                    "belfry.driver",
                    "It is empty, as YAML takes null for nothing",
                    "Write 'null' in quotes, or the name of another driver.");
        }
        Broadcaster.Builder builder = Broadcaster.builder().rules(rules);
        new Drivers(properties, () -> hubDriver(hub)).all().forEach(builder::connection);
        builder.defaultConnection(BelfryProperties.DEFAULT_CONNECTION);
        json.ifUnique(builder::json);
        masterKey.ifAvailable(builder::masterKey);
        transactions.ifAvailable(builder::transactions);
        request.ifAvailable(
                current -> builder.currentSocket(current::socketId).actor(current::user));
        listeners.orderedStream().forEach(builder::listener);
        if (properties.audit() != BelfryProperties.Audit.OFF) {
            builder.listener(new AuditLog(properties.audit() == BelfryProperties.Audit.WITH_DATA));
        }
        properties.throttles().forEach((event, limit) -> throttle(builder, event, limit));
        QueueFactory factory = queue.getIfAvailable(() -> memoryQueue(properties.queue()));
        return builder.queue(factory::open).build();
    }

    private static Driver hubDriver(ObjectProvider<HubDriver> hub) {
        HubDriver driver = hub.getIfAvailable();
        if (driver == null) {
            throw new StartRefused(
                    "belfry.driver",
                    "It is hub, if nothing is said, and there is no hub in this application",
                    "Add io.belfry:belfry-hub, or set belfry.driver to reverb, pusher, redis,"
                            + " log or null.");
        }
        return driver.driver();
    }

    private static QueueFactory memoryQueue(QueueProperties wanted) {
        if (wanted.kind() == BelfryProperties.QueueKind.OUTBOX) {
            throw new StartRefused(
                    "belfry.queue.kind",
                    "It is outbox, and there is no outbox or no database in this application",
                    "Add io.belfry:belfry-outbox and a DataSource, or set it to memory.");
        }
        MemoryQueueSettings settings =
                new MemoryQueueSettings(
                        wanted.capacity(),
                        wanted.whenFull(),
                        Pauses.USUAL,
                        wanted.patience(),
                        wanted.grace());
        return connections -> new MemoryQueue(connections, settings);
    }

    private static void throttle(
            Broadcaster.Builder builder, String event, BelfryProperties.ThrottleProperties limit) {
        Class<?> type =
                ClassUtils.isPresent(event, null) ? ClassUtils.resolveClassName(event, null) : null;
        if (type == null || !BroadcastEvent.class.isAssignableFrom(type)) {
            throw new StartRefused(
                    "belfry.throttles",
                    event + " is no class of events",
                    "Give the full name of a class that implements BroadcastEvent.");
        }
        builder.throttle(type.asSubclass(BroadcastEvent.class), limit.most(), limit.per());
    }

    @Bean
    @ConditionalOnMissingBean
    ChannelRules belfryChannelRules(
            ListableBeanFactory beans, ObjectProvider<ChannelRulesCustomizer> customizers) {
        ChannelRules.Builder builder = ChannelRules.builder();
        customizers.orderedStream().forEach(each -> each.customize(builder));
        RuleBeans.addTo(builder, beans);
        return builder.build();
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("belfry.encryption-key")
    MasterKey belfryMasterKey(BelfryProperties properties) {
        try {
            return MasterKey.ofBase64(String.valueOf(properties.encryptionKey()));
        } catch (IllegalArgumentException e) {
            throw new StartRefused(
                    "belfry.encryption-key",
                    String.valueOf(e.getMessage()),
                    "Make one with openssl rand -base64 32.");
        }
    }

    /** Made when something wants it, as not every application tells its pages. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    LiveAddress belfryLiveAddress(BelfryProperties properties) {
        return LiveAddresses.elsewhere(properties);
    }

    @Bean
    StartInspection belfryStartInspection(
            BeanFactory beans, ChannelRules rules, ObjectProvider<Announcements> others) {
        return new StartInspection(beans, rules, others);
    }

    @Bean
    BroadcastEventListener belfryBroadcastEventListener(Broadcaster broadcaster) {
        return new BroadcastEventListener(broadcaster);
    }

    /** Sends application events that are broadcast events. */
    static final class BroadcastEventListener {
        private final Broadcaster broadcaster;

        BroadcastEventListener(Broadcaster broadcaster) {
            this.broadcaster = broadcaster;
        }

        @EventListener
        void send(BroadcastEvent event) {
            broadcaster.broadcast(event).send();
        }
    }

    /** What the endpoints answer, where this application has credentials to sign with. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty({"belfry.app.key", "belfry.app.secret"})
    static class EndpointsConfiguration {
        @Bean
        @ConditionalOnMissingBean
        Endpoints belfryEndpoints(
                BelfryProperties properties,
                ChannelRules rules,
                ObjectProvider<JsonMapper> json,
                ObjectProvider<MasterKey> masterKey,
                ObjectProvider<NamedUsers> named) {
            @Nullable MasterKey key = masterKey.getIfAvailable();
            Endpoints endpoints =
                    new Endpoints(
                            AppCredentials.key(properties.app()),
                            rules,
                            json.getIfUnique(JsonMapper::shared),
                            key);
            if (properties.endpoints().nameUsers()) {
                return endpoints.withNamedUsers();
            }
            List<NamedUsers> some = named.orderedStream().toList();
            return endpoints.withNamedUsersOn(
                    channel -> some.stream().anyMatch(each -> each.on(channel)));
        }
    }
}

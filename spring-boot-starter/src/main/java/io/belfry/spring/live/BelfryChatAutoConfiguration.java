package io.belfry.spring.live;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.check.Announcement;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.rule.Decision;
import io.belfry.database.Database;
import io.belfry.live.chat.Chat;
import io.belfry.live.chat.ChatEvent;
import io.belfry.live.chat.ChatSettings;
import io.belfry.live.shared.UserNames;
import io.belfry.spring.ChannelRulesCustomizer;
import io.belfry.spring.ChatPolicy;
import io.belfry.spring.broadcast.Announcements;
import io.belfry.spring.broadcast.BelfryAutoConfiguration;
import io.belfry.spring.broadcast.NamedUsers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.time.Clock;
import java.util.List;

/** Chat, where it is wanted and the application has {@code belfry-live} and one database. */
@AutoConfiguration(after = BelfryAutoConfiguration.class)
@ConditionalOnClass(Chat.class)
@ConditionalOnBean(Database.class)
@ConditionalOnProperty("belfry.chat.enabled")
@EnableConfigurationProperties(ChatProperties.class)
@Import(LiveTables.class)
public class BelfryChatAutoConfiguration {

    /** Made by Spring. */
    BelfryChatAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Chat belfryChat(
            LiveTables tables,
            Database database,
            Broadcaster broadcaster,
            ChatProperties properties,
            ObjectProvider<UserNames> names) {
        return new Chat(
                database,
                broadcaster,
                properties.settings(),
                names.getIfAvailable(UserNames::none),
                Clock.systemUTC());
    }

    /** The rules are there before the chat, which broadcasts. */
    @Bean
    ChannelRulesCustomizer belfryChatRules(ChatProperties properties, ObjectProvider<Chat> chat) {
        return rules ->
                rules.channel(
                        properties.channel(),
                        (user, at) ->
                                Decision.allowIf(
                                        chat.getObject().mayJoin(user.id(), at.text("id"))));
    }

    /** So that who is taken out of a conversation hears it no more. */
    @Bean
    NamedUsers belfryChatNamedUsers(ChatProperties properties) {
        ChatSettings settings = properties.settings();
        return channel -> settings.isOfConversation(channel);
    }

    @Bean
    Announcements belfryChatAnnouncements(ChatProperties properties) {
        PrivateChannel one = new PrivateChannel(properties.channel().replace(ChatSettings.ID, "0"));
        return () -> List.of(new Announcement(ChatEvent.class, one, part -> true));
    }

    /** What pages ask, in both kinds of web applications. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    static class WebConfiguration {
        @Bean
        ChatEndpoints belfryChatEndpoints(
                Chat chat, ObjectProvider<ChatPolicy> policy, ChatProperties properties) {
            return new ChatEndpoints(
                    chat, policy.getIfAvailable(() -> (user, others) -> false), properties.path());
        }
    }
}

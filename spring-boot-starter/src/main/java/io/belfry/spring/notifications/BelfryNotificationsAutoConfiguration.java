package io.belfry.spring.notifications;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.check.Announcement;
import io.belfry.broadcasting.event.NotificationEvent;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.rule.Decision;
import io.belfry.database.Database;
import io.belfry.notifications.Notifier;
import io.belfry.notifications.TypeSettings;
import io.belfry.notifications.audience.AudienceResolver;
import io.belfry.notifications.audience.UserChannel;
import io.belfry.notifications.delivery.MailAddresses;
import io.belfry.notifications.delivery.MailRoute;
import io.belfry.notifications.delivery.Mailer;
import io.belfry.notifications.delivery.Route;
import io.belfry.notifications.delivery.SmtpMailer;
import io.belfry.notifications.delivery.SmtpSettings;
import io.belfry.spring.ChannelRulesCustomizer;
import io.belfry.spring.broadcast.Announcements;
import io.belfry.spring.broadcast.BelfryAutoConfiguration;
import io.belfry.spring.notifications.NotificationProperties.MailProperties;
import io.belfry.spring.start.ReadyWork;
import io.belfry.spring.start.StartRefused;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.List;

import javax.sql.DataSource;

/** Notifications, where the application has {@code belfry-notifications} and one database. */
@AutoConfiguration(after = BelfryAutoConfiguration.class)
@ConditionalOnClass(Notifier.class)
@ConditionalOnBean(Database.class)
@ConditionalOnProperty(name = "belfry.notifications.enabled", matchIfMissing = true)
@EnableConfigurationProperties(NotificationProperties.class)
public class BelfryNotificationsAutoConfiguration {

    /** Made by Spring. */
    BelfryNotificationsAutoConfiguration() {}

    /** After the application's own migrations, which want to find the database empty. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    @DependsOnDatabaseInitialization
    Notifier belfryNotifier(
            DataSource source,
            Database database,
            Broadcaster broadcaster,
            NotificationProperties properties,
            ObjectProvider<Route> routes,
            ObjectProvider<TypeSettings> types,
            ObjectProvider<AudienceResolver> audiences,
            ObjectProvider<NotifierCustomizer> customizers) {
        Notifier.migrate(source);
        Notifier.Builder builder =
                Notifier.builder(database, broadcaster)
                        .settings(properties.settings())
                        .withoutWorkers();
        routes.orderedStream().forEach(builder::route);
        types.orderedStream().forEach(builder::type);
        audiences.ifAvailable(builder::audiences);
        customizers.orderedStream().forEach(each -> each.customize(builder));
        return StartRefused.unless("belfry.notifications", builder::open);
    }

    /** Routes may need whatever the application has. */
    @Bean
    @ConditionalOnProperty(name = "belfry.notifications.workers", matchIfMissing = true)
    ReadyWork belfryNotificationWork(Notifier notifier) {
        return new ReadyWork(() -> {
            notifier.startWorkers();
            return () -> {
                // They end with the notifier, which may be asked to send up to then.
            };
        });
    }

    /** An id of a user may have dots, as e-mail addresses do. */
    @Bean
    ChannelRulesCustomizer belfryNotificationRules(NotificationProperties properties) {
        String pattern = properties.userChannel().pattern().replace(UserChannel.USER, "{user*}");
        return rules ->
                rules.channel(
                        pattern, (user, at) -> Decision.allowIf(at.text("user").equals(user.id())));
    }

    @Bean
    Announcements belfryNotificationAnnouncements(NotificationProperties properties) {
        String one = properties.userChannel().pattern().replace(UserChannel.USER, "0");
        return () ->
                List.of(
                        new Announcement(
                                NotificationEvent.class, new PrivateChannel(one), part -> true));
    }

    /** Mail, where the application knows where users get theirs. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean({Mailer.class, MailAddresses.class})
    MailRoute belfryMailRoute(
            Mailer mailer, MailAddresses addresses, NotificationProperties properties) {
        MailProperties mail = properties.mail();
        return MailRoute.of(mailer, addresses, mail.site())
                .unlessSeenWithin(mail.unlessSeenWithin());
    }

    /** A server that takes mails, before the route that needs one. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "jakarta.mail.Session")
    @ConditionalOnProperty("belfry.notifications.mail.host")
    static class SmtpConfiguration {
        @Bean
        @ConditionalOnMissingBean(Mailer.class)
        SmtpMailer belfryMailer(NotificationProperties properties) {
            MailProperties mail = properties.mail();
            if (mail.from() == null) {
                throw new StartRefused(
                        "belfry.notifications.mail.from",
                        "There is a server for mails, and no address of the sender",
                        "Set it to an address that your users may see.");
            }
            SmtpSettings settings =
                    SmtpSettings.of(
                            String.valueOf(mail.host()), mail.port(), mail.from(), mail.security());
            return new SmtpMailer(
                    mail.user() == null
                            ? settings
                            : settings.withUser(mail.user(), String.valueOf(mail.password())));
        }
    }

    /** What pages ask, in both kinds of web applications. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    static class WebConfiguration {
        @Bean
        NotificationEndpoints belfryNotificationEndpoints(
                Notifier notifier, NotificationProperties properties) {
            return new NotificationEndpoints(notifier, properties.path());
        }
    }
}

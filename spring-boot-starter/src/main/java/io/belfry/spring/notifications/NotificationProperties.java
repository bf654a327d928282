package io.belfry.spring.notifications;

import io.belfry.notifications.NotifierSettings;
import io.belfry.notifications.Retention;
import io.belfry.notifications.audience.UserChannel;
import io.belfry.notifications.delivery.SmtpSettings.Security;
import io.belfry.spring.start.StartRefused;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * The properties of notifications.
 *
 * @param enabled whether there are notifications, where belfry-notifications and a database are
 * @param path below which pages ask for the bell and for preferences
 * @param channel the private channel of one user; {user} stands for the id
 * @param event what notifications are called on the wire; as in Laravel if nothing is said
 * @param workers whether this application brings notifications over their routes, or leaves that to
 *     others with the same database
 * @param keepItems how long items stand in the bell
 * @param keepDeliveries how long it is known what became of deliveries
 * @param mail notifications by mail
 */
@ConfigurationProperties("belfry.notifications")
public record NotificationProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("/notifications") String path,
        @DefaultValue("notifications.{user}") String channel,
        @Nullable String event,
        @DefaultValue("true") boolean workers,
        @DefaultValue("365d") Duration keepItems,
        @DefaultValue("30d") Duration keepDeliveries,
        @DefaultValue MailProperties mail) {

    /**
     * @param host of a server that takes mails; without one, mails go by a bean of Mailer or not at
     *     all
     * @param port of that server
     * @param security how the connection to it is protected
     * @param user to sign in as; nobody if nothing is said
     * @param password of that user
     * @param from the address of the sender
     * @param site where links begin that are paths, such as https://example.com
     * @param unlessSeenWithin mails only what the user has not seen within that time
     */
    public record MailProperties(
            @Nullable String host,
            @DefaultValue("587") int port,
            @DefaultValue("STARTTLS") Security security,
            @Nullable String user,
            @Nullable String password,
            @Nullable String from,
            @DefaultValue("") String site,
            @DefaultValue("0s") Duration unlessSeenWithin) {

        /** Without what is secret. */
        @Override
        public String toString() {
            return "mail by " + host + ":" + port;
        }
    }

    NotifierSettings settings() {
        return StartRefused.unless("belfry.notifications", this::made);
    }

    private NotifierSettings made() {
        Retention usual = Retention.defaults();
        NotifierSettings settings =
                NotifierSettings.defaults()
                        .withChannel(userChannel())
                        .withRetention(
                                new Retention(keepItems, keepDeliveries, usual.sweepEvery()));
        return event == null ? settings : settings.withEventName(event);
    }

    UserChannel userChannel() {
        return new UserChannel(channel);
    }
}

package io.belfry.notifications.delivery;

import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Importance;

import java.time.Duration;
import java.util.Optional;

/**
 * Sends notifications as mails of plain text: the title is the subject, the message and the link
 * are the text. It waits for the end of quiet hours. Immutable.
 */
public final class MailRoute implements Route {
    /** What it is called. */
    public static final String NAME = "mail";

    private final Mailer mailer;
    private final MailAddresses addresses;
    private final String site;
    private final Duration grace;

    private MailRoute(Mailer mailer, MailAddresses addresses, String site, Duration grace) {
        this.mailer = mailer;
        this.addresses = addresses;
        this.site = site;
        this.grace = grace;
    }

    /**
     * A mail for each notification, at once.
     *
     * @param site where links begin that are paths: {@code https://example.com}
     */
    public static MailRoute of(Mailer mailer, MailAddresses addresses, String site) {
        return new MailRoute(mailer, addresses, site, Duration.ZERO);
    }

    /** Mails only what the user has not seen within that time. */
    public MailRoute unlessSeenWithin(Duration time) {
        return new MailRoute(mailer, addresses, site, time);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration delay(Importance importance) {
        return grace;
    }

    @Override
    public boolean unlessSeen() {
        return !grace.isZero();
    }

    @Override
    public boolean interrupts() {
        return true;
    }

    @Override
    public Attempt deliver(Delivery delivery) {
        Optional<String> address = addresses.of(delivery.userId());
        if (address.isEmpty()) {
            return Attempt.notNeeded("the user has no address for mail");
        }
        Content content = delivery.content();
        return mailer.send(
                new Mail(delivery.id().toString(), address.get(), content.title(), text(content)));
    }

    private String text(Content content) {
        StringBuilder text = new StringBuilder();
        text.append(content.message() == null ? content.title() : content.message()).append('\n');
        if (content.actionUrl() != null) {
            text.append('\n').append(content.actionUrl().startsWith("/") ? site : "");
            text.append(content.actionUrl()).append('\n');
        }
        return text.toString();
    }
}

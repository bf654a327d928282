package io.belfry.notifications.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Counts;
import io.belfry.notifications.content.Importance;
import io.belfry.notifications.delivery.SmtpSettings.Security;

import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Mails, to a real server. */
@Timeout(60)
class SmtpMailerTest {
    private final GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());

    @BeforeEach
    void the_server_runs() {
        server.start();
    }

    @AfterEach
    void the_server_ends() {
        server.stop();
    }

    private SmtpSettings settings() {
        return SmtpSettings.of(
                "127.0.0.1",
                server.getSmtp().getPort(),
                "Clinic <clinic@example.com>",
                Security.NONE);
    }

    private static Delivery delivery(String userId, Content content) {
        return new Delivery(
                new UUID(1, 2),
                new UUID(3, 4),
                userId,
                "note",
                content,
                Importance.NORMAL,
                1,
                Instant.EPOCH,
                null,
                1,
                Counts.NONE);
    }

    private MailRoute route(SmtpSettings settings) {
        return MailRoute.of(
                new SmtpMailer(settings),
                user -> user.equals("7") ? Optional.of("zoë@example.com") : Optional.empty(),
                "https://clinic.example");
    }

    @Test
    void a_notification_becomes_a_mail_of_plain_text() throws Exception {
        Content content =
                Content.of("Your appointment is confirmed – zoë")
                        .withMessage("See you at 9:30.\nBring <nothing>.")
                        .withActionUrl("/appointments/12");
        MailRoute route =
                MailRoute.of(
                        new SmtpMailer(settings()),
                        user -> Optional.of("anna@example.com"),
                        "https://clinic.example");

        assertThat(route.deliver(delivery("7", content))).isEqualTo(Attempt.sent());

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Your appointment is confirmed – zoë");
        assertThat(mail.getContent().toString().replace("\r", "").strip())
                .isEqualTo(
                        "See you at 9:30.\nBring <nothing>.\n\n"
                                + "https://clinic.example/appointments/12");
        assertThat(mail.getContentType()).startsWith("text/plain");
        assertThat(mail.getAllRecipients()[0]).hasToString("anna@example.com");
        assertThat(mail.getFrom()[0]).hasToString("Clinic <clinic@example.com>");
        assertThat(mail.getMessageID()).isEqualTo("<00000000-0000-0001-0000-000000000002@belfry>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void who_has_no_address_gets_no_mail() {
        assertThat(route(settings()).deliver(delivery("8", Content.of("t"))))
                .isEqualTo(Attempt.notNeeded("the user has no address for mail"));
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void what_is_no_address_is_refused_for_good() {
        SmtpMailer mailer = new SmtpMailer(settings());
        assertThat(mailer.send(new Mail("1", "no address", "s", "t")))
                .isInstanceOf(Attempt.Refused.class);
        assertThat(mailer.send(new Mail("1", "a@b.c\r\nBcc: d@e.f", "s", "t")))
                .isInstanceOf(Attempt.Refused.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_server_that_is_away_is_tried_again() {
        SmtpSettings settings = settings();
        server.stop();
        assertThat(route(settings).deliver(delivery("7", Content.of("t"))))
                .isInstanceOf(Attempt.TryAgain.class);
    }

    @Test
    void a_server_without_the_tls_that_is_asked_for_gets_nothing() {
        SmtpSettings settings =
                SmtpSettings.of(
                        "127.0.0.1",
                        server.getSmtp().getPort(),
                        "clinic@example.com",
                        Security.STARTTLS);
        assertThat(new SmtpMailer(settings).send(new Mail("1", "a@b.c", "s", "t")))
                .isInstanceOf(Attempt.TryAgain.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void who_must_sign_in_does() {
        server.setUser("clinic@example.com", "clinic", "geheim");
        SmtpMailer mailer = new SmtpMailer(settings().withUser("clinic", "geheim"));
        assertThat(mailer.send(new Mail("1", "a@b.c", "s", "t"))).isEqualTo(Attempt.sent());
        SmtpMailer wrong = new SmtpMailer(settings().withUser("clinic", "falsch"));
        assertThat(wrong.send(new Mail("1", "a@b.c", "s", "t")))
                .isInstanceOf(Attempt.TryAgain.class);
    }

    @Test
    void settings_say_what_is_wrong_and_never_the_password() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpSettings.of("h", 0, "a@b.c", Security.TLS))
                .withMessage("port is 0, must be 1 to 65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new SmtpSettings(
                                "h", 1, "a@b.c", Security.TLS, "u", null, Duration.ofSeconds(1)))
                .withMessage("user and password go together");
        assertThat(settings().withUser("u", "geheim").toString()).doesNotContain("geheim");
    }

    @Test
    void mail_may_wait_for_those_who_have_not_seen_it() {
        MailRoute patient = route(settings()).unlessSeenWithin(Duration.ofMinutes(10));
        assertThat(patient.delay(Importance.NORMAL)).isEqualTo(Duration.ofMinutes(10));
        assertThat(patient.unlessSeen()).isTrue();
        assertThat(patient.interrupts()).isTrue();
        assertThat(route(settings()).unlessSeen()).isFalse();
    }
}

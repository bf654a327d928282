package io.belfry.spring;

import io.belfry.broadcasting.rule.ChannelRule;
import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.live.shared.UserNames;
import io.belfry.notifications.Notifier;
import io.belfry.notifications.TypeSettings;
import io.belfry.notifications.audience.AudienceResolver;
import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Notification;
import io.belfry.notifications.content.NotificationType;
import io.belfry.notifications.delivery.Attempt;
import io.belfry.notifications.delivery.Mail;
import io.belfry.notifications.delivery.MailAddresses;
import io.belfry.notifications.delivery.Mailer;
import io.belfry.webpush.Destinations;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestAttributeHandler;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import javax.sql.DataSource;

/**
 * A team, in an application of either kind. Whoever calls themselves {@code ada} is signed in as
 * {@code ada}, and known to all of Belfry by the id {@code id-ada}. What is asked where a thread
 * must not wait fails.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class TeamApplication {
    @NotificationType("assigned")
    record Assigned(String task) implements Notification {
        @Override
        public Content content() {
            return Content.of(task).withActionUrl("/tasks/1");
        }

        @Override
        public List<String> routes() {
            return List.of(BELL, BROADCAST, "mail");
        }
    }

    @NotificationType("called")
    record Called(String who) implements Notification {
        @Override
        public Content content() {
            return Content.of(who);
        }

        @Override
        public List<String> routes() {
            return List.of(BELL, "webpush");
        }
    }

    /** The push service of tests stands on this machine. */
    @Bean
    Destinations pushDestinations() {
        return Destinations.anywhere();
    }

    /** What is done with tasks. */
    @Service
    static class Tasks {
        private final JdbcClient database;
        private final Notifier notifier;

        Tasks(JdbcClient database, Notifier notifier) {
            this.database = database;
            this.notifier = notifier;
            database.sql("create table task (title varchar(100), assignee varchar(200))").update();
        }

        @Transactional
        public void assign(String task, String user) {
            database.sql("insert into task (title, assignee) values (?, ?)")
                    .params(task, user)
                    .update();
            notifier.toUser(user, new Assigned(task));
        }

        @Transactional
        public void assignAndFail(String task, String user) {
            assign(task, user);
            throw new IllegalStateException("the transaction is rolled back");
        }
    }

    /** What was mailed. */
    static final class Mails implements Mailer {
        final BlockingQueue<Mail> sent = new LinkedBlockingQueue<>();

        @Override
        public Attempt send(Mail mail) {
            sent.add(mail);
            return Attempt.sent();
        }
    }

    /** A database that can go away. */
    static final class Source extends DelegatingDataSource {
        /** The threads that it has refused. */
        final BlockingQueue<String> refused = new LinkedBlockingQueue<>();

        volatile boolean away;

        Source(DataSource real) {
            super(real);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away) {
                refused.add(Thread.currentThread().getName());
                throw new SQLException("secret-host refused the connection");
            }
            return super.getConnection();
        }
    }

    @Component
    static class Rules {
        @ChannelRule("tickets.{ticket}")
        boolean mayFollow(ChannelUser user, String ticket) {
            return mayWait() && !user.id().equals("id-eve");
        }

        @ChannelRule("activity.{audience*}")
        boolean mayRead(ChannelUser user, String audience) {
            return mayWait() && audience.equals("course.7") && !user.id().equals("id-eve");
        }
    }

    private static boolean mayWait() {
        if (Schedulers.isInNonBlockingThread()) {
            throw new IllegalStateException("an event loop is held up");
        }
        return true;
    }

    @Bean
    static BeanPostProcessor sources() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource real ? new Source(real) : bean;
            }
        };
    }

    @Bean
    Mails mails() {
        return new Mails();
    }

    @Bean
    MailAddresses addresses() {
        return user -> Optional.of(user + "@team.example");
    }

    @Bean
    TypeSettings assigned() {
        return TypeSettings.of(Assigned.class).withRoutes("bell", "broadcast", "mail");
    }

    @Bean
    AudienceResolver audiences() {
        return (audience, after, limit) ->
                after == null ? List.of("id-first", "id-last") : List.of();
    }

    @Bean
    UserNames names() {
        return ids -> {
            mayWait();
            Map<String, String> names = new HashMap<>();
            ids.forEach(id -> names.put(id, id.substring("id-".length())));
            return names;
        };
    }

    @Bean
    ChatPolicy chats() {
        return (user, others) -> mayWait() && !others.contains("id-stranger");
    }

    @Bean
    PresenceVisibility visibility() {
        return (watcher, users) -> users.stream().filter(TeamApplication::isFriend).toList();
    }

    private static boolean isFriend(String user) {
        return mayWait() && user.startsWith("id-friend");
    }

    private static ChannelUser user(String name) {
        return ChannelUser.of("id-" + name, name);
    }

    private static UserDetails signedIn(String name) {
        return User.withUsername(name).password(name).roles("MEMBER").build();
    }

    /** The usual one takes its time, for good reasons. */
    @Bean
    PasswordEncoder passwords() {
        return new PasswordEncoder() {
            @Override
            public String encode(@Nullable CharSequence password) {
                return String.valueOf(password);
            }

            @Override
            public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
                return encode(password).equals(encoded);
            }
        };
    }

    /** With Spring MVC. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = Type.SERVLET)
    static class Servlet {
        @Bean
        ChannelUsers channelUsers() {
            return (request, guard) ->
                    request.getUserPrincipal() == null
                            ? null
                            : user(request.getUserPrincipal().getName());
        }

        @Bean
        UserDetailsService users() {
            return TeamApplication::signedIn;
        }

        @Bean
        SecurityFilterChain security(HttpSecurity http) throws Exception {
            CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf ->
                            csrf.csrfTokenRepository(tokens)
                                    .csrfTokenRequestHandler(
                                            new CsrfTokenRequestAttributeHandler()))
                    .build();
        }
    }

    /** With Spring WebFlux. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = Type.REACTIVE)
    static class Reactive {
        /** Those of all applications end with the first of them. */
        @Bean
        ReactorResourceFactory ownLoops() {
            ReactorResourceFactory loops = new ReactorResourceFactory();
            loops.setUseGlobalResources(false);
            return loops;
        }

        @Bean
        ReactiveChannelUsers channelUsers() {
            return (exchange, guard) -> exchange.getPrincipal().map(found -> user(found.getName()));
        }

        @Bean
        ReactiveUserDetailsService users() {
            return name -> Mono.just(signedIn(name));
        }

        @Bean
        SecurityWebFilterChain security(ServerHttpSecurity http) {
            CookieServerCsrfTokenRepository tokens =
                    CookieServerCsrfTokenRepository.withHttpOnlyFalse();
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf ->
                            csrf.csrfTokenRepository(tokens)
                                    .csrfTokenRequestHandler(
                                            new ServerCsrfTokenRequestAttributeHandler()))
                    .build();
        }
    }
}

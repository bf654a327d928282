package io.belfry.spring.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.belfry.blog.Author;
import io.belfry.blog.Page;
import io.belfry.blog.Place;
import io.belfry.blog.Post;
import io.belfry.broadcasting.check.Inspection;
import io.belfry.broadcasting.check.Problem;
import io.belfry.broadcasting.event.VisibleTo;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.broadcasting.rule.Decision;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What is said of entities before the first of them changes. */
class EntityInspectionTest {
    @Entity
    @BroadcastEntity
    @VisibleTo("agent")
    static class Hidden {
        @Id private long id;
    }

    @Entity
    @BroadcastEntity
    static class Pair {
        @Id private long first;
        @Id private long second;
    }

    private static EntityManagerFactory factory(Class<?>... entities) {
        Configuration configuration = new Configuration();
        for (Class<?> each : entities) {
            configuration.addAnnotatedClass(each);
        }
        return configuration
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:inspection")
                .buildSessionFactory();
    }

    private static List<Problem> problems(ChannelRules rules) {
        EntityBroadcasts broadcasts =
                new EntityBroadcasts(() -> {
                    throw new IllegalStateException("nothing is broadcast");
                });
        try (EntityManagerFactory factory =
                factory(Post.class, Place.class, Author.class, Page.class)) {
            broadcasts.listenTo(factory);
        }
        return Inspection.problems(rules, List.of(), broadcasts.announcements());
    }

    @Test
    void an_attribute_for_some_needs_a_rule_that_knows_them() {
        ChannelRules.Builder plain =
                ChannelRules.builder()
                        .channel("io.belfry.blog.Post.{id}", (user, at) -> Decision.allow());
        assertThat(problems(plain.build()))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.fatal()).isTrue();
                    assertThat(problem.message())
                            .contains("io.belfry.blog.Post: note is visible to [editor] only")
                            .contains("io.belfry.blog.Post.{id} knows no audiences");
                });

        ChannelRules.Builder apart =
                ChannelRules.builder()
                        .channel(
                                "io.belfry.blog.Post.{id}",
                                List.of("reader", "editor"),
                                (user, at) -> Decision.audience("reader"));
        assertThat(problems(apart.build())).isEmpty();
    }

    @Test
    void a_channel_without_a_rule_is_told_of() {
        assertThat(problems(ChannelRules.builder().build()))
                .anyMatch(problem ->
                        problem.message()
                                .startsWith(
                                        "io.belfry.blog.Post is broadcast on"
                                                + " io.belfry.blog.Post.1, which has no rule"));
    }

    private static ThrowingCallable listening(Class<?> entity) {
        return () -> {
            try (EntityManagerFactory factory = factory(entity)) {
                new EntityBroadcasts(
                                () -> {
                                    throw new IllegalStateException("nothing is broadcast");
                                })
                        .listenTo(factory);
            }
        };
    }

    @Test
    void what_could_not_be_told_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(listening(Hidden.class))
                .withMessageContaining("put @VisibleTo on its attributes");
        assertThatIllegalArgumentException()
                .isThrownBy(listening(Pair.class))
                .withMessageContaining("an id of several parts");
    }
}

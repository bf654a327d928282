package io.belfry.blog;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.broadcasting.BroadcastListener;
import io.belfry.spring.jpa.EntityBroadcast;
import io.belfry.spring.jpa.EntityChange;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What is told of entities that change, with Hibernate, Spring Data JPA and H2. */
class EntityBroadcastsTest {
    static final List<BroadcastListener.Accepted> TOLD = new CopyOnWriteArrayList<>();

    private static ConfigurableApplicationContext application;
    private static EntityManagerFactory factory;
    private static TransactionTemplate transaction;

    @BeforeAll
    static void start() {
        application = run("blog");
        factory = application.getBean(EntityManagerFactory.class);
        transaction =
                new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
    }

    static ConfigurableApplicationContext run(String database, String... more) {
        BroadcastListener listener =
                new BroadcastListener() {
                    @Override
                    public void accepted(Accepted broadcast) {
                        TOLD.add(broadcast);
                    }
                };
        return new SpringApplicationBuilder(BlogApplication.class)
                .initializers(context ->
                        ((GenericApplicationContext) context)
                                .registerBean(BroadcastListener.class, () -> listener))
                .properties(
                        "server.port=0",
                        "belfry.driver=null",
                        "spring.main.banner-mode=off",
                        "spring.flyway.enabled=false",
                        "spring.jpa.open-in-view=false",
                        "spring.jpa.hibernate.ddl-auto=create-drop",
                        "spring.jpa.properties.hibernate.generate_statistics=true",
                        "spring.datasource.url=jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1")
                .run(more);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @BeforeEach
    void forget() {
        TOLD.clear();
    }

    /** In a transaction of Spring's. */
    private static void inTransaction(Consumer<EntityManager> work) {
        transaction.executeWithoutResult(status -> work.accept(entities()));
    }

    private static EntityManager entities() {
        return Objects.requireNonNull(
                EntityManagerFactoryUtils.getTransactionalEntityManager(factory));
    }

    /** One that is there, of which has been told. */
    private static long post(String title) {
        Post post = new Post();
        inTransaction(entities -> {
            post.setTitle(title);
            post.setNote("for editors");
            post.setAuthor(new Author());
            post.getTags().add("a tag");
            entities.persist(post.getAuthor());
            entities.persist(post);
        });
        TOLD.clear();
        return post.getId();
    }

    private static List<String> names() {
        return TOLD.stream().map(BroadcastListener.Accepted::name).toList();
    }

    /** What readers get of the only event. */
    private static String data() {
        assertThat(TOLD).hasSize(1);
        return TOLD.getFirst().publications().getFirst().data();
    }

    // check 147
    @Test
    void a_new_entity_is_told_of_on_its_own_channel_when_it_is_committed() {
        Post post = new Post();
        inTransaction(entities -> {
            entities.persist(post);
            entities.flush();
            assertThat(TOLD).isEmpty();
        });
        assertThat(names()).containsExactly("PostCreated");
        assertThat(TOLD.getFirst().publications().getFirst().channels())
                .hasToString("[private-io.belfry.blog.Post." + post.getId() + "]");
    }

    // check 147
    @Test
    void all_that_a_transaction_changes_is_one_event_with_the_last_state() {
        long id = post("first");
        inTransaction(entities -> {
            Post post = entities.find(Post.class, id);
            post.setTitle("second");
            entities.flush();
            post.setTitle("third");
            entities.flush();
            post.setTitle("last");
        });
        assertThat(names()).containsExactly("PostUpdated");
        assertThat(data()).contains("\"headline\":\"last\"");
    }

    @Test
    void what_is_made_and_changed_was_made_and_what_is_made_and_deleted_never_was() {
        inTransaction(entities -> {
            Post changed = new Post();
            Post deleted = new Post();
            entities.persist(changed);
            entities.persist(deleted);
            entities.flush();
            changed.setTitle("changed");
            entities.remove(deleted);
        });
        assertThat(names()).containsExactly("PostCreated");
        assertThat(data()).contains("changed");
    }

    // check 147
    @Test
    void a_deleted_entity_is_told_of_as_it_was() {
        long id = post("gone");
        application.getBean(Posts.class).deleteById(id);
        assertThat(names()).containsExactly("PostDeleted");
        assertThat(data()).contains("\"headline\":\"gone\"");
        assertThat(((EntityBroadcast) TOLD.getFirst().event()).change())
                .isEqualTo(EntityChange.DELETED);
    }

    @Test
    void what_is_rolled_back_is_not_told_of() {
        long id = post("kept");
        transaction.executeWithoutResult(status -> {
            entities().find(Post.class, id).setTitle("rolled back");
            entities().flush();
            status.setRollbackOnly();
        });
        assertThat(TOLD).isEmpty();
    }

    @Test
    void what_was_rolled_back_is_not_told_of_by_the_next_transaction_of_the_session() {
        long id = post("kept");
        try (EntityManager shared = factory.createEntityManager()) {
            // As an open session of a view is, or one of a batch.
            TransactionSynchronizationManager.bindResource(
                    factory, new EntityManagerHolder(shared));
            transaction.executeWithoutResult(status -> {
                shared.find(Post.class, id).setTitle("rolled back");
                shared.flush();
                status.setRollbackOnly();
            });
            shared.clear();
            inTransaction(entities -> entities.persist(new Post()));
        } finally {
            TransactionSynchronizationManager.unbindResource(factory);
        }
        assertThat(names()).containsExactly("PostCreated");
    }

    @Test
    void its_row_is_told_and_nothing_is_loaded_for_that() {
        long id = post("lazy");
        Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
        inTransaction(entities -> {
            entities.find(Post.class, id).setTitle("changed");
            entities.flush();
            statistics.clear();
        });
        assertThat(statistics.getEntityLoadCount() + statistics.getCollectionLoadCount()).isZero();
        assertThat(statistics.getPrepareStatementCount()).isZero();
        assertThat(data())
                .isEqualTo(
                        "{\"model\":{\"headline\":\"changed\",\"id\":%d,\"place\":{\"town\":\"Ulm\"}}}"
                                .formatted(id));
    }

    @Test
    void an_attribute_for_some_reaches_them_alone() {
        long id = post("restricted");
        inTransaction(entities -> entities.find(Post.class, id).setNote("internal"));
        String channel = "private-io.belfry.blog.Post." + id;
        assertThat(TOLD.getFirst().publications())
                .anySatisfy(each -> {
                    assertThat(each.channels()).hasToString("[" + channel + "@editor]");
                    assertThat(each.data()).contains("internal");
                })
                .anySatisfy(each -> {
                    assertThat(each.channels()).hasToString("[" + channel + "]");
                    assertThat(each.data()).doesNotContain("internal", "note");
                });
    }

    // check 147
    @Test
    void an_entity_says_for_itself_what_is_told_where_and_to_whom() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("X-Socket-ID", "1.2");
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        try {
            inTransaction(entities -> entities.persist(new Page("/", "new")));
            assertThat(TOLD).isEmpty();
            inTransaction(entities -> entities.find(Page.class, "/").setText("secret"));
            assertThat(TOLD).isEmpty();
            inTransaction(entities -> entities.find(Page.class, "/").setText("open"));
            inTransaction(entities -> entities.remove(entities.find(Page.class, "/")));
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
        assertThat(names()).containsExactly("PageUpdated", "page.gone");
        assertThat(TOLD.getLast().publications())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.channels()).hasToString("[pages]");
                    assertThat(each.data()).isEqualTo("{\"path\":\"/\"}");
                    assertThat(each.except()).hasToString("1.2");
                });
    }

    @Test
    void what_is_changed_in_bulk_is_not_told_of() {
        long id = post("bulk");
        inTransaction(entities ->
                entities.createQuery("update Post p set p.title = 'x' where p.id = :id")
                        .setParameter("id", id)
                        .executeUpdate());
        assertThat(TOLD).isEmpty();
    }

    @Test
    void a_transaction_that_is_not_springs_is_told_of_after_its_commit_too() {
        try (EntityManager entities = factory.createEntityManager()) {
            entities.getTransaction().begin();
            entities.persist(new Post());
            entities.flush();
            entities.getTransaction().rollback();
            assertThat(TOLD).isEmpty();

            entities.getTransaction().begin();
            entities.persist(new Post());
            entities.flush();
            assertThat(TOLD).isEmpty();
            entities.getTransaction().commit();
            assertThat(names()).containsExactly("PostCreated");
        }
    }

    @Test
    void a_stateless_session_is_heard_too() {
        try (StatelessSession session =
                factory.unwrap(SessionFactory.class).openStatelessSession()) {
            session.beginTransaction();
            session.insert(new Post());
            session.getTransaction().commit();
        }
        assertThat(names()).containsExactly("PostCreated");
    }

    @Test
    void what_cannot_be_told_does_not_fail_the_transaction() {
        String large = "x".repeat(20_000);
        try (ConfigurableApplicationContext limited =
                run(
                        "limited",
                        "--belfry.driver=reverb",
                        "--belfry.url=http://127.0.0.1:1",
                        "--belfry.app.id=blog",
                        "--belfry.app.key=blog-key",
                        "--belfry.app.secret=blog-secret",
                        "--belfry.queue.grace=0s")) {
            Posts posts = limited.getBean(Posts.class);
            Post post = new Post();
            post.setNote(large);
            posts.save(post);
            assertThat(posts.findById(post.getId())).isPresent();
            assertThat(TOLD).isEmpty();
        }
    }
}

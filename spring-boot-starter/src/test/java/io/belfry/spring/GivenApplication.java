package io.belfry.spring;

import io.belfry.hub.Hub;
import io.belfry.testkit.HubClient;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import java.util.ArrayList;
import java.util.List;

/** A shop that runs, with a web server and a hub on ports of their own. Immutable. */
record GivenApplication(ConfigurableApplicationContext context, Page page, int hubPort)
        implements AutoCloseable {
    /** Which is another way to a database than that of these applications. */
    static final String JPA =
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
                + "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration";

    static GivenApplication of(Class<?> application, String... more) {
        List<String> properties = new ArrayList<>(List.of(GivenShop.properties()));
        properties.addAll(List.of(more));
        properties.add("server.port=0");
        properties.add("spring.main.banner-mode=off");
        properties.add("spring.autoconfigure.exclude=" + JPA);
        ConfigurableApplicationContext context =
                SpringApplication.run(
                        application,
                        properties.stream().map(each -> "--" + each).toArray(String[]::new));
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return new GivenApplication(context, new Page(port), context.getBean(Hub.class).port());
    }

    HubClient client() {
        return HubClient.of("127.0.0.1", hubPort, GivenShop.KEY);
    }

    @Override
    public void close() {
        context.close();
    }
}

package io.belfry.spring;

import io.belfry.protocol.AppKey;
import io.belfry.spring.broadcast.BelfryAutoConfiguration;
import io.belfry.spring.hub.HubAutoConfiguration;
import io.belfry.spring.observe.BelfryObservationAutoConfiguration;
import io.belfry.spring.servlet.BelfryWebMvcAutoConfiguration;
import io.belfry.spring.transaction.BelfryDatabaseAutoConfiguration;
import io.belfry.spring.transaction.BelfryOutboxAutoConfiguration;
import io.belfry.spring.transaction.BelfryTransactionAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** An application with all that Belfry wires, and what it says of itself. */
public final class GivenShop {
    /** What pages and their server have in common. */
    public static final AppKey KEY = new AppKey("shop-key", "shop-secret");

    private static final String[] PROPERTIES = {
        "belfry.app.id=shop",
        "belfry.app.key=shop-key",
        "belfry.app.secret=shop-secret",
        "belfry.hub.host=127.0.0.1",
        "belfry.hub.port=0",
        "belfry.hub.grace=1s"
    };

    private GivenShop() {}

    /** The app, and a hub on a port of its own. */
    static String[] properties() {
        return PROPERTIES.clone();
    }

    /** One that says nothing. */
    public static ApplicationContextRunner unsaid() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                HubAutoConfiguration.class,
                                BelfryAutoConfiguration.class,
                                BelfryObservationAutoConfiguration.class,
                                BelfryWebMvcAutoConfiguration.class,
                                BelfryTransactionAutoConfiguration.class,
                                BelfryDatabaseAutoConfiguration.class,
                                BelfryOutboxAutoConfiguration.class));
    }

    /** One with these properties, and more. */
    public static ApplicationContextRunner with(String... more) {
        return unsaid().withPropertyValues(PROPERTIES).withPropertyValues(more);
    }
}

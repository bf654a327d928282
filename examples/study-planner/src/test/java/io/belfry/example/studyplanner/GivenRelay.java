package io.belfry.example.studyplanner;

import io.belfry.example.studyplanner.relay.RelayApplication;
import io.belfry.hub.Hub;
import io.belfry.protocol.AppKey;
import io.belfry.testkit.HubClient;

import org.springframework.context.ConfigurableApplicationContext;

import java.util.Objects;

/** The relay on free ports, or on those of one that was there before. */
record GivenRelay(ConfigurableApplicationContext context) implements AutoCloseable {
    static final String OLD_KEY = "old-0123456789abcdef0123456789abcdef";
    static final String KEY = "new-0123456789abcdef0123456789abcdef";
    private static final String SECRET = "secret-of-the-hub";
    private static final AppKey APP = new AppKey("study-planner-key", SECRET);

    static GivenRelay started() {
        return at(0, 0);
    }

    static GivenRelay at(int port, int hubPort) {
        return new GivenRelay(
                RelayApplication.builder()
                        .run(
                                "--server.port=" + port,
                                "--belfry.hub.host=127.0.0.1",
                                "--belfry.hub.port=" + hubPort,
                                "--belfry.hub.grace=1s",
                                "--belfry.app.secret=" + SECRET,
                                "--study-planner.api-keys=" + OLD_KEY + "," + KEY));
    }

    int port() {
        String port = context.getEnvironment().getProperty("local.server.port");
        return Integer.parseInt(Objects.requireNonNull(port));
    }

    int hubPort() {
        return context.getBean(Hub.class).port();
    }

    String url() {
        return "http://localhost:" + port();
    }

    HubClient page() {
        return HubClient.of("127.0.0.1", hubPort(), APP);
    }

    @Override
    public void close() {
        context.close();
    }
}

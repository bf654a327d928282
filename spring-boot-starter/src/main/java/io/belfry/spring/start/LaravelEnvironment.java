package io.belfry.spring.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Understands the variables by which a Laravel application is told where its server is, so that one
 * file of them serves both: {@code BROADCAST_CONNECTION}, {@code REVERB_*}, {@code PUSHER_*} and
 * {@code REDIS_*}. Everything that is said by a property of Belfry's own goes first.
 */
final class LaravelEnvironment implements EnvironmentPostProcessor, Ordered {
    private static final String DRIVER = "belfry.driver";
    private static final List<String> CONNECTION =
            List.of("BROADCAST_CONNECTION", "BROADCAST_DRIVER");
    private static final String PUSHER = "pusher";
    private static final String REVERB = "reverb";
    private static final String REDIS = "redis";

    /** Made by Spring. */
    LaravelEnvironment() {}

    /** Behind the application's own files. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> found = new HashMap<>();
        String driver = environment.getProperty(DRIVER);
        for (String name : CONNECTION) {
            String connection = variable(environment, name);
            if (driver == null && connection != null) {
                driver = connection;
                found.put(DRIVER, connection);
            }
        }
        driver = driver == null ? "" : driver.toLowerCase(Locale.ROOT);
        String names = driver.equals(PUSHER) ? "PUSHER_" : "REVERB_";
        for (String part : List.of("id", "key", "secret")) {
            String value = variable(environment, names + "APP_" + part.toUpperCase(Locale.ROOT));
            if (value != null) {
                found.put("belfry.app." + part, value);
            }
        }
        String url = driver.equals(REDIS) ? redisUrl(environment) : url(environment, driver, names);
        if (url != null) {
            found.put("belfry.url", url);
        }
        String prefix = driver.equals(REDIS) ? variable(environment, "REDIS_PREFIX") : null;
        if (prefix != null) {
            found.put("belfry.prefix", prefix);
        }
        if (!found.isEmpty()) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource("Laravel's variables", found));
        }
    }

    private static @Nullable String url(
            ConfigurableEnvironment environment, String driver, String names) {
        if (!driver.equals(REVERB) && !driver.equals(PUSHER)) {
            return null;
        }
        String host = variable(environment, names + "HOST");
        if (host == null && driver.equals(PUSHER)) {
            String cluster = variable(environment, names + "APP_CLUSTER");
            host = cluster == null ? null : "api-" + cluster + ".pusher.com";
        }
        if (host == null) {
            return null;
        }
        String scheme = variable(environment, names + "SCHEME");
        String port = variable(environment, names + "PORT");
        return (scheme == null ? "https" : scheme)
                + "://"
                + host
                + (port == null ? "" : ":" + port);
    }

    private static @Nullable String redisUrl(ConfigurableEnvironment environment) {
        String url = variable(environment, "REDIS_URL");
        String host = variable(environment, "REDIS_HOST");
        if (url != null || host == null) {
            return url;
        }
        String user = variable(environment, "REDIS_USERNAME");
        String password = variable(environment, "REDIS_PASSWORD");
        String port = variable(environment, "REDIS_PORT");
        return "redis://"
                + escaped(user)
                + ":"
                + escaped(password)
                + "@"
                + host
                + (port == null ? "" : ":" + port);
    }

    private static String escaped(@Nullable String text) {
        return text == null ? "" : URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** Null also for one that is there and empty, as in a file that lists what could be said. */
    private static @Nullable String variable(ConfigurableEnvironment environment, String name) {
        String value = environment.getProperty(name);
        return value == null || value.isBlank() ? null : value;
    }
}

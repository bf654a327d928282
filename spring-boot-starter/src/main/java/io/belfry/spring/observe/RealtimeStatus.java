package io.belfry.spring.observe;

import static org.springframework.http.HttpMethod.GET;

import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.spring.BelfryProperties;
import io.belfry.spring.BelfryProperties.DriverKind;
import io.belfry.spring.hub.HubFacts;
import io.belfry.spring.web.PageAnswer;
import io.belfry.spring.web.PageCall;
import io.belfry.spring.web.PageEndpoint;
import io.belfry.spring.web.PageEndpoints;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells pages whether the last event reached its server, which way events go, and how many clients
 * the hub in the application has. Immutable.
 */
final class RealtimeStatus implements PageEndpoints {
    private final Troubles troubles;
    private final DriverKind driver;
    private final @Nullable HubFacts hub;
    private final String path;

    /**
     * @param hub null when there is none in the application
     */
    RealtimeStatus(Troubles troubles, DriverKind driver, @Nullable HubFacts hub, String path) {
        this.troubles = troubles;
        this.driver = driver;
        this.hub = hub;
        this.path = path;
    }

    @Override
    public List<PageEndpoint> all() {
        return List.of(PageEndpoint.of(GET, path, this::status));
    }

    private PageAnswer status(ChannelUser user, PageCall call) {
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("connected", !troubles.now().containsKey(BelfryProperties.DEFAULT_CONNECTION));
        status.put("driver", driver.name().toLowerCase(Locale.ROOT));
        status.put("connections", hub == null ? null : hub.now().get("connections"));
        return PageAnswer.ok(status);
    }
}

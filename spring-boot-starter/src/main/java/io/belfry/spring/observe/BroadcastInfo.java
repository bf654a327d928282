package io.belfry.spring.observe;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.spring.BelfryProperties;
import io.belfry.spring.BelfryProperties.DriverKind;
import io.belfry.spring.hub.HubFacts;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Tells which ways events go, and of the hub in the application; neither a key nor a secret, nor
 * where servers are. Immutable.
 */
final class BroadcastInfo implements InfoContributor {
    private final BelfryProperties properties;
    private final @Nullable HubFacts hub;

    /**
     * @param hub null when there is none in the application
     */
    BroadcastInfo(BelfryProperties properties, @Nullable HubFacts hub) {
        this.properties = properties;
        this.hub = hub;
    }

    @Override
    public void contribute(Info.Builder builder) {
        Map<String, Object> belfry = new LinkedHashMap<>();
        String version = Broadcaster.class.getPackage().getImplementationVersion();
        if (version != null) {
            belfry.put("version", version);
        }
        Map<String, String> connections = new LinkedHashMap<>();
        connections.put(BelfryProperties.DEFAULT_CONNECTION, name(properties.driver()));
        properties
                .connections()
                .forEach((name, each) -> connections.put(name, name(each.driver())));
        belfry.put("connections", connections);
        if (hub != null) {
            belfry.put("hub", hub.now());
        }
        builder.withDetail("belfry", belfry);
    }

    private static String name(@Nullable DriverKind driver) {
        return String.valueOf(driver).toLowerCase(Locale.ROOT);
    }
}

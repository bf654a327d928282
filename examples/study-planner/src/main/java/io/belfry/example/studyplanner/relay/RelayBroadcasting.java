package io.belfry.example.studyplanner.relay;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.hub.Hub;
import io.belfry.hub.settings.AppSettings;
import io.belfry.spring.BelfryProperties;
import io.belfry.spring.HubSettingsCustomizer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/** Events go to the hub in this application, which lets in pages of the dashboard only. */
@Configuration
class RelayBroadcasting {

    @Bean
    Broadcaster broadcaster(Hub hub, BelfryProperties belfry, ChannelRules rules, JsonMapper json) {
        String app = Objects.requireNonNull(belfry.app().id());
        return Broadcaster.builder()
                .connection("hub", new OnceDriver(hub, app))
                .rules(rules)
                .json(json)
                .build();
    }

    @Bean
    HubSettingsCustomizer dashboardOnly(@Value("${study-planner.dashboard.url}") URI dashboard) {
        return settings -> {
            AppSettings app =
                    settings.apps().getFirst().toBuilder()
                            .allowedOrigins(List.of(dashboard.getHost()))
                            .build();
            return settings.toBuilder().apps(List.of(app)).build();
        };
    }
}

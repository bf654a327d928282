package io.belfry.example.studyplanner.relay;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.hub.Hub;
import io.belfry.spring.BelfryProperties;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import tools.jackson.databind.json.JsonMapper;

import java.util.Objects;

/** Events go to the hub in this application. */
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
}

package io.belfry.example.studyplanner.api.relay;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.Transactions;
import io.belfry.spring.QueueFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import tools.jackson.databind.json.JsonMapper;

/** Events go into the outbox, and from there to the relay. */
@Configuration
class RelayBroadcasting {

    @Bean
    Broadcaster broadcaster(
            Relay relay, QueueFactory outbox, Transactions transactions, JsonMapper json) {
        return Broadcaster.builder()
                .connection("relay", relay)
                .queue(outbox::open)
                .transactions(transactions)
                .json(json)
                .build();
    }
}

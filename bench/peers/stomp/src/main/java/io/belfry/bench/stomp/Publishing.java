package io.belfry.bench.stomp;

import org.springframework.http.MediaType;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Hands what is published over HTTP to the broker. Thread-safe. */
@RestController
class Publishing {
    private final SimpMessagingTemplate broker;

    Publishing(SimpMessagingTemplate broker) {
        this.broker = broker;
    }

    @PostMapping(path = "/apps/{id}/events", produces = MediaType.APPLICATION_JSON_VALUE)
    String publish(@RequestBody Event event) {
        broker.convertAndSend("/topic/" + event.channel(), event.data());
        return "{}";
    }

    record Event(String name, String channel, String data) {}
}

package io.belfry.bench.stomp;

import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;

import java.time.Duration;

/**
 * The broker with limits that a benchmark does not meet. The pools of threads are Spring's own: two
 * threads per core in each direction, with a queue that has no bound. There is no task scheduler,
 * and so no heart-beat.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocketMessageBroker
class Broker implements WebSocketMessageBrokerConfigurer {
    private static final int PATIENCE = (int) Duration.ofMinutes(5).toMillis();
    private static final int UNSENT_BYTES = 64 << 20;
    private static final int KNOWN_CHANNELS = 25_000;

    private final Receipts receipts;

    Broker(Receipts receipts) {
        this.receipts = receipts;
    }

    @Override
    public void registerStompEndpoints(StompEndpointRegistry endpoints) {
        endpoints.addEndpoint("/stomp").setAllowedOriginPatterns("*");
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry broker) {
        broker.enableSimpleBroker("/topic");
        broker.setCacheLimit(KNOWN_CHANNELS);
        // Off in Spring; without it a client can get two messages in the wrong order.
        broker.setPreservePublishOrder(true);
    }

    @Override
    public void configureWebSocketTransport(WebSocketTransportRegistration transport) {
        // Spring closes a client that has 512 KiB unsent or is written to for 10 s.
        transport
                .setSendBufferSizeLimit(UNSENT_BYTES)
                .setSendTimeLimit(PATIENCE)
                .setTimeToFirstMessage(PATIENCE);
    }

    @Override
    public void configureClientInboundChannel(ChannelRegistration inbound) {
        inbound.interceptors(receipts);
    }
}

package io.belfry.bench.stomp;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ExecutorChannelInterceptor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;

/**
 * Answers a SUBSCRIBE that asks for a receipt, once the broker has the subscription. The simple
 * broker itself answers only a DISCONNECT. Not on the way of what is published. Thread-safe.
 */
@Component
class Receipts implements ExecutorChannelInterceptor {
    private static final byte[] NOTHING = {};

    private final MessageChannel outbound;

    Receipts(@Lazy @Qualifier("clientOutboundChannel") MessageChannel outbound) {
        this.outbound = outbound;
    }

    @Override
    public void afterMessageHandled(
            Message<?> message,
            MessageChannel inbound,
            MessageHandler handler,
            @Nullable Exception failure) {
        if (!(handler instanceof SimpleBrokerMessageHandler) || failure != null) {
            return;
        }
        StompHeaderAccessor frame = StompHeaderAccessor.wrap(message);
        if (frame.getCommand() == StompCommand.SUBSCRIBE && frame.getReceipt() != null) {
            outbound.send(receiptFor(frame));
        }
    }

    private static Message<byte[]> receiptFor(StompHeaderAccessor subscribe) {
        StompHeaderAccessor receipt = StompHeaderAccessor.create(StompCommand.RECEIPT);
        receipt.setSessionId(subscribe.getSessionId());
        receipt.setReceiptId(subscribe.getReceipt());
        return MessageBuilder.createMessage(NOTHING, receipt.getMessageHeaders());
    }
}

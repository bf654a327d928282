package io.belfry.hub.channel;

import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Frame;
import io.belfry.protocol.SocketId;

import java.util.ArrayList;
import java.util.List;

/** A subscriber that keeps what it is given. For one thread. */
final class Reader implements Subscriber {
    private final SocketId socketId;
    private final Loop loop;
    private final List<String> texts = new ArrayList<>();

    Reader(int number, Loop loop) {
        this.socketId = new SocketId(number + "." + number);
        this.loop = loop;
    }

    /** On a channel, and told that it is. */
    Subscription on(String channel) {
        Subscription subscription = new Subscription(new ChannelName(channel), this, null);
        subscription.start(0);
        return subscription;
    }

    List<String> texts() {
        return texts;
    }

    @Override
    public SocketId socketId() {
        return socketId;
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public void offer(Frame frame) {
        texts.add(frame.text());
    }

    @Override
    public void offer(Burst burst) {
        burst.frames().forEach(this::offer);
    }
}

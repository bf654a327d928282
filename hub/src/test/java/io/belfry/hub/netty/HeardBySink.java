package io.belfry.hub.netty;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a reader says, one line each, and answers the same each time. */
final class HeardBySink implements FrameSink {
    private final List<String> lines = new ArrayList<>();
    private final boolean goOn;

    private HeardBySink(boolean goOn) {
        this.goOn = goOn;
    }

    static HeardBySink alwaysFree() {
        return new HeardBySink(true);
    }

    /** Asks for a pause after each thing it hears. */
    static HeardBySink alwaysBusy() {
        return new HeardBySink(false);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public boolean text(String message, int bytes) {
        return heard("text " + bytes + " " + message);
    }

    @Override
    public boolean ping(ByteBuf payload) {
        return heard("ping " + payload.toString(UTF_8));
    }

    @Override
    public boolean pong() {
        return heard("pong");
    }

    @Override
    public void closed(int code, String reason) {
        lines.add("close " + code + " " + reason);
    }

    @Override
    public void violation(int closeCode, String reason) {
        lines.add("violation " + closeCode + " " + reason);
    }

    private boolean heard(String line) {
        lines.add(line);
        return goOn;
    }
}

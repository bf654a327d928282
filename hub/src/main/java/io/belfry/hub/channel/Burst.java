package io.belfry.hub.channel;

import io.belfry.protocol.Frame;

import java.util.List;

/**
 * Frames for the same subscribers that were waiting at the same time, to be written as one.
 *
 * <p>Immutable.
 *
 * @param frames at least one, in the order in which they were published
 * @param length bytes on the wire, all frames together
 */
public record Burst(List<Frame> frames, int length) {
    public Burst {
        frames = List.copyOf(frames);
    }

    static Burst of(List<Frame> frames) {
        int length = 0;
        for (Frame frame : frames) {
            length += frame.length();
        }
        return new Burst(frames, length);
    }
}

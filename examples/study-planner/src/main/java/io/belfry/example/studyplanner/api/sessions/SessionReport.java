package io.belfry.example.studyplanner.api.sessions;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;

import java.util.List;

/**
 * What the relay is told of a session that has begun or was stopped: whose it is, and how it is
 * now.
 */
@BroadcastName("StudySessionUpdated")
record SessionReport(long mentorId, StudySession session) implements BroadcastEvent {
    @Override
    public List<Channel> channels() {
        return List.of(new PrivateChannel("mentor." + mentorId));
    }
}

package io.belfry.example.school.together;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PresenceChannel;
import io.belfry.example.school.course.CourseChannels;

import java.util.List;

/** Something was drawn or written: the next entry of what a class shares. */
@BroadcastName("EntryAdded")
@BroadcastOn(CourseChannels.CLASS)
record EntryAdded(long lessonId, SharedKind kind, Entry entry) implements BroadcastEvent {

    @Override
    public List<Channel> channels() {
        return List.of(new PresenceChannel("class." + lessonId + ".participants"));
    }
}

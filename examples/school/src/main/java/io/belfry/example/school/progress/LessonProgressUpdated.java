package io.belfry.example.school.progress;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.example.school.course.CourseChannels;

import java.util.List;

/** A student has read more of a lesson: its bar moves at the instructor's. */
@BroadcastName("LessonProgressUpdated")
@BroadcastOn(CourseChannels.INSTRUCTOR)
record LessonProgressUpdated(long courseId, Progress.Reached reached) implements BroadcastEvent {

    @Override
    public List<Channel> channels() {
        return List.of(new PrivateChannel("course." + courseId + ".instructor"));
    }
}

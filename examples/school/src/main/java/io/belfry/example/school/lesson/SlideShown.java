package io.belfry.example.school.lesson;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.example.school.course.CourseChannels;

import java.util.List;

/**
 * The instructor shows another slide; the larger version is the later one. On the channel of the
 * course, which any number may listen to.
 */
@BroadcastName("SlideShown")
@BroadcastOn(CourseChannels.COURSE)
record SlideShown(long courseId, long lessonId, int slide, long version) implements BroadcastEvent {

    @Override
    public List<Channel> channels() {
        return List.of(new PrivateChannel("course." + courseId));
    }
}

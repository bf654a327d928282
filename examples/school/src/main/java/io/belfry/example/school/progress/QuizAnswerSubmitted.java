package io.belfry.example.school.progress;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.example.school.course.CourseChannels;

import java.util.List;

/** A student has answered: the instructor sees it. */
@BroadcastName("QuizAnswerSubmitted")
@BroadcastOn(CourseChannels.INSTRUCTOR)
record QuizAnswerSubmitted(long courseId, Progress.Answer answer) implements BroadcastEvent {

    @Override
    public List<Channel> channels() {
        return List.of(new PrivateChannel("course." + courseId + ".instructor"));
    }
}

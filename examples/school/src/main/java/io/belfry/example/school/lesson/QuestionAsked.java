package io.belfry.example.school.lesson;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.example.school.course.CourseChannels;

import java.util.List;

/** A student has asked something that nobody else sees yet. */
@BroadcastName("QuestionAsked")
@BroadcastOn(CourseChannels.INSTRUCTOR)
record QuestionAsked(long courseId, long lessonId, Questions.Question question)
        implements BroadcastEvent {

    @Override
    public List<Channel> channels() {
        return List.of(new PrivateChannel("course." + courseId + ".instructor"));
    }
}

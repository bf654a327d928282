package io.belfry.example.school.lesson;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PresenceChannel;
import io.belfry.example.school.course.CourseChannels;

import java.util.List;

/** The instructor lets all see a question. */
@BroadcastName("QuestionApproved")
@BroadcastOn(CourseChannels.CLASS)
record QuestionApproved(long lessonId, Questions.Question question) implements BroadcastEvent {

    @Override
    public List<Channel> channels() {
        return List.of(new PresenceChannel("class." + lessonId + ".participants"));
    }
}
